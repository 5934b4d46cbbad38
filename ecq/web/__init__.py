"""The Streamlit app, a package for each page."""
