"""Every private part of Streamlit and Plotly that ECQ relies on, with what breaks if an upgrade renames it.

Style sheets and scripts use these names directly; tests hold them against this list and the served app.
"""

from __future__ import annotations

import re

from ecq.web.frame import words
from ecq.web.frame.streamlit_internals import BODY, FAVICON, FONT, HEAD, LANG, NOSCRIPT, TITLE

TEST_IDS = {
    "InputInstructions": "“Press Enter to apply” stands in English inside every field",
    "stAppViewContainer": "pages begin under the bar at the top; the first page keeps no room for the sidebar; in print the page is cut off after one sheet",
    "stBaseButton-primary": "where the system sets the colours, the main button has no edge",
    "stButtonGroup": "the chosen pill is told by colour alone; long pills are cut off; chosen pills are missing in print",
    "stCaptionContainer": "small print is too pale to read",
    "stCode": "a link or key that is shown once has no button in sight to copy it",
    "stColumn": "charts are squeezed instead of going below one another; columns are cut off in print",
    "stDateInput": "the field has a dark ground in print",
    "stDateInputCalendar": "a calendar is read in English on a Chinese page",
    "stDialog": "Streamlit's dialog about a lost connection lies over ECQ's own notice",
    "stDownloadButton": "buttons leave gaps in print; that a file is being made is not read out",
    "stElementContainer": "the standing beside the interview scrolls away; charts do not fit the paper",
    "stElementToolbarButton": "a link or key that is shown once has no button in sight to copy it",
    "stExpandSidebarButton": "on a phone the button of the map does not stand in the bar at the top",
    "stExpander": "closed expanders are printed; an expander moves for half a second when it is opened",
    "stExpanderDetails": "an expander moves for half a second when it is closed",
    "stFileUploader": "upload fields are printed",
    "stFileUploaderDropzone": "the button to choose a file is read out in English",
    "stFileUploaderDropzoneInstructions": "limits of files stand in English in every upload field",
    "stForm": "forms are cut off in print",
    "stFullScreenFrame": "charts do not fit the paper",
    "stHeader": "Streamlit's empty header takes presses meant for what is under it; it is printed",
    "stHorizontalBlock": "charts are squeezed instead of going below one another; rows are cut off in print",
    "stHtml": "notices on the start page have wide gaps around them",
    "stLayoutWrapper": "cards have a dark ground in print",
    "stMainBlockContainer": "the page has Streamlit's margins; coming back to the overview does not find its place",
    "stPageLink": "links are printed",
    "stPlotlyChart": "charts are torn apart in print",
    "stPopoverBody": "what a button unfolds is reached with Tab only after the rest of the page",
    "stRadio": "unchosen circles are black in print",
    "stSelectbox": "drop-downs are printed",
    "stSidebar": "room for the sidebar stays empty beside it; the sidebar is printed",
    "stSidebarHeader": "the sidebar begins with an empty strip",
    "stSidebarUserContent": "the sidebar begins with an empty strip",
    "stSkeleton": "the focus goes to a panel before its field is there",
    "stSkipToContent": "the skip link is in English and does not lead to the question",
    "stTextArea": "the field has a dark ground in print",
    "stTextInput": "the field has a dark ground in print",
    "stTooltipIcon": "help icons are printed",
    "stVerticalBlock": "cards are see-through; blocks are cut off in print",
}
"""Values of data-testid."""

ATTRIBUTES = {
    "data-react-aria-top-layer": "the notice about a lost connection is not read by screen readers",
    "data-selected": "the chosen pill is told by colour alone",
    "data-test-connection-state": "a lost connection is not said",
    "data-test-script-state": "no announcement, no focus at the next question, Streamlit's words stay in English",
}

CLASSES = {
    "angularaxistick": "numbers around the radar are too pale",
    "g-xtitle": "titles of axes are too pale",
    "g-ytitle": "titles of axes are too pale",
    "gtitle-subtitle": "every chart names the platform once more on the page",
    "js-plotly-plot": "charts do not fit the paper, and their figures are too pale",
    "main-svg": "charts do not fit the paper",
    "modebar": "the button that saves a chart is printed",
    "plot-container": "charts do not fit the paper",
    "radial-axis": "numbers on the radar are too pale",
    "react-aria-DateField": "fields for days ask in English on a Chinese page",
    "stApp": "colours, letters and print of all of Streamlit's parts are its own",
    "svg-container": "charts do not fit the paper",
    "textpoint": "figures beside bars are too pale",
    "xtick": "figures of axes are too pale",
    "ytick": "figures of axes are too pale",
}

LABELS = {*words.STREAMLIT, *words.STREAMLIT_BEFORE}
"""Names of Streamlit's parts, matched by their English text: where one is renamed it is read in English."""

ROOT = '<div id="root">'

INDEX_HTML: dict[str | re.Pattern[str], str] = {
    LANG: "the first page is read as English",
    TITLE: "the tab is called Streamlit until the app has come",
    FAVICON: "the tab has Streamlit's icon until the app has come",
    FONT: "a font is fetched that no page uses",
    NOSCRIPT: "who has no JavaScript is told so in English",
    HEAD: "the first page flashes white in the dark and jumps when the bar and the sidebar come",
    BODY: "the app has Streamlit's look",
    ROOT: "nothing is announced and no focus is led: scripts watch what is drawn in it",
}
"""What is replaced in index.html, or looked for in it, once each."""

PYTHON = {
    "config.set_option": "the server runs with Streamlit's own settings: slower, and with statistics sent",
    "net_util._external_ip": "the server asks a foreign host for its own address",
    "runtime.runtime.MESSAGE_FLUSH_INTERVAL_SECS": "an answer waits up to 10 ms more before it is sent",
    "runtime.app_session.AppSession": "the server is woken for each message of an answer (its `_on_scriptrunner_event`, `_create_scriptrunner`), and goes through all of Streamlit's settings at each press (its `_create_new_session_message`)",
    "runtime.runtime.Runtime": "the server's thread wakes itself for each message (its `_enqueued_some_message`)",
    "runtime.scriptrunner.script_runner.ScriptRequests": "of presses in quick succession some are lost (its runs are stopped)",
    "runtime.scriptrunner_utils.script_requests._has_active_trigger_value": "the same, of two presses in one component",
    "runtime.app_session._set_run_identity": "no run can begin: what begins it is not told which it is",
    "logger.setup_formatter": "Streamlit's own log lines are in its form and may tell who connects from where",
    "user_info.generate_login_redirect_url": "the link to the identity provider leads nowhere",
    "user_info.AUTH_LOGIN_ENDPOINT": "a log-in that cannot begin is said in English, on an empty page",
    "web.server.server_util.AUTH_COOKIE_NAME": "every log-in is said to have failed",
    "web.server.starlette.starlette_websocket._get_signed_cookie_with_chunks": "every log-in is said to have failed",
}
