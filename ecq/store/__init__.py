"""Where assessments live, behind one small protocol."""
