"""What a server imports, imported before it is forked."""

import alembic.command
import psycopg
import streamlit.starlette
import uvicorn

import ecq.server.app
import ecq.server.serving
import ecq.web.app

__all__ = ["alembic", "ecq", "psycopg", "streamlit", "uvicorn"]
