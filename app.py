"""The Streamlit script: `streamlit run app.py`, or `ecq serve`. All it does is hand over to the app."""

from ecq.web.app import main

main()
