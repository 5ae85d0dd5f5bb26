#ifndef KEYS_H
#define KEYS_H

#include "library.h"
#include "line_edit.h"

// Names the commands for ~/.editrc, reads that file, and binds what it leaves to us.
void line_edit_bind_keys(EditLine *editor);

bool line_edit_has_vi_keys(EditLine *editor);

// Has the owner carry out a command; gives libedit's code for what is to be done then.
unsigned char line_edit_run(EditLine *editor, line_edit_command command);

#endif
