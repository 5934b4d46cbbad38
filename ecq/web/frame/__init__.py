"""What every page has: navigation, sidebar, style, shortcuts, first HTML."""
