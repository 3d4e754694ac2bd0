"""What people see: the Streamlit app, and the `moei` program."""
