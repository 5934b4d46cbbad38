"""What a document is made of, before anyone decides how it looks: blocks, figures as data, texts in one or two languages."""
