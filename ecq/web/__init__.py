"""The Streamlit app, a room for each page."""
