"""The Streamlit app. The only code that imports streamlit; everything may be imported here, nothing imports this."""
