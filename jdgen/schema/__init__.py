"""What each kind of file may say, in the organisation's terms."""
