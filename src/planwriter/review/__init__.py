"""Station 7, reviewers' Word edits. Takes .docx files and the Plan; gives proposed edits."""
