"""The yardstick: a bare Streamlit chat page. One press answers and asks the next question; nothing is scored or saved."""

import streamlit as st

st.session_state.setdefault("step", 0)


def answer() -> None:
    st.session_state["step"] += 1


step = st.session_state["step"]
st.title("Chat")
for earlier in (step - 2, step - 1):
    with st.chat_message("assistant"):
        st.write(f"Question {earlier}: is this done on your platform?")
    with st.chat_message("user"):
        st.write(f"Answer {earlier}")
with st.chat_message("assistant"):
    st.write(f"Question {step}: is this done on your platform?")
for option in range(4):
    st.button(f"Option {option} of question {step}", key=f"option-{step}-{option}", on_click=answer)
st.button("Skip", key="skip", on_click=answer)
