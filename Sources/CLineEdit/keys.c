#include "keys.h"

#include <wchar.h>

// libedit gives its functions no context, so that each command has one of its own.
#define COMMAND(name, command)                                       \
  static unsigned char name(EditLine *editor, wint_t character) {    \
    (void)character;                                                 \
    return line_edit_run(editor, command);                           \
  }

COMMAND(fill, LINE_EDIT_FILL)
COMMAND(complete, LINE_EDIT_COMPLETE)
COMMAND(previous, LINE_EDIT_PREVIOUS)
COMMAND(following, LINE_EDIT_NEXT)
COMMAND(search, LINE_EDIT_SEARCH)
COMMAND(line_break, LINE_EDIT_BREAK)
COMMAND(line_begin, LINE_EDIT_BEGIN)
COMMAND(line_end, LINE_EDIT_END)
COMMAND(delete_or_end, LINE_EDIT_DELETE_OR_END)
COMMAND(interrupt, LINE_EDIT_INTERRUPT)
COMMAND(suspend, LINE_EDIT_SUSPEND)

typedef unsigned char (*command_function)(EditLine *, wint_t);

static const struct {
  const wchar_t *name;
  const wchar_t *help;
  command_function function;
} commands[] = {
    {L"docket-fill", L"Shows what was put into the line", fill},
    {L"docket-complete", L"Completes the word", complete},
    {L"docket-previous", L"A line up, or the previous input with the same beginning", previous},
    {L"docket-next", L"A line down, or the next input with the same beginning", following},
    {L"docket-search", L"Searches the inputs for what is typed", search},
    {L"docket-break", L"Breaks the line", line_break},
    {L"docket-line-begin", L"Goes to the beginning of the line", line_begin},
    {L"docket-line-end", L"Goes to the end of the line", line_end},
    {L"docket-delete-or-end", L"Deletes a character; on an empty line, ends", delete_or_end},
    {L"docket-interrupt", L"Drops the line", interrupt},
    {L"docket-suspend", L"Stops the program until it is continued", suspend},
};

typedef struct {
  const wchar_t *key;
  const wchar_t *command;
} binding;

// What ~/.editrc may bind in another way.
static const binding usual[] = {
    {L"^P", L"docket-previous"},     {L"^N", L"docket-next"},         {L"^R", L"docket-search"},
    {L"^D", L"docket-delete-or-end"}, {L"\\e[A", L"docket-previous"},  {L"\\e[B", L"docket-next"},
    {L"\\eOA", L"docket-previous"},  {L"\\eOB", L"docket-next"},      {L"\\e^M", L"docket-break"},
    {L"\\e^J", L"docket-break"},     {L"\\e[3~", L"ed-delete-next-char"},
    {L"^A", L"docket-line-begin"},   {L"^E", L"docket-line-end"},
    {L"\\e[H", L"docket-line-begin"}, {L"\\e[F", L"docket-line-end"},
    {L"\\eOH", L"docket-line-begin"}, {L"\\eOF", L"docket-line-end"},
    {L"\\e[1~", L"docket-line-begin"}, {L"\\e[4~", L"docket-line-end"},  {L"\\e[1;5C", L"em-next-word"},  {L"\\e[1;5D", L"ed-prev-word"},
    {L"\\e[1;3C", L"em-next-word"},  {L"\\e[1;3D", L"ed-prev-word"},
};

// Keys whose sequences would leave letters in the line.
static const wchar_t *const ignored[] = {
    L"\\e[2~",  L"\\e[5~",  L"\\e[6~",  L"\\eOP",   L"\\eOQ",   L"\\eOR",   L"\\eOS",
    L"\\e[15~", L"\\e[17~", L"\\e[18~", L"\\e[19~", L"\\e[20~", L"\\e[21~", L"\\e[23~",
    L"\\e[24~", L"\\e[Z",
};

static const binding usual_in_vi[] = {
    {L"^P", L"docket-previous"},
    {L"^N", L"docket-next"},
    {L"^R", L"docket-search"},
    {L"^D", L"docket-delete-or-end"},
};

static const binding commands_in_vi[] = {
    {L"k", L"docket-previous"},
    {L"j", L"docket-next"},
};

// What nothing works without.
static const binding fixed[] = {
    {L"^I", L"docket-complete"},  {L"^C", L"docket-interrupt"}, {L"^Z", L"docket-suspend"},
    {L"^\\", L"ed-ignore"},       {L"\x80", L"docket-fill"},    {L"\x81", L"docket-previous"},
    {L"\x82", L"docket-next"},    {L"\x83", L"ed-prev-char"},   {L"\x84", L"ed-next-char"},
    {L"\x85", L"docket-line-begin"}, {L"\x86", L"docket-line-end"},
    {L"\x87", L"ed-delete-next-char"},
    {L"\x88", L"ed-ignore"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void bind_all(EditLine *editor, const binding *bindings, size_t count) {
  for (size_t at = 0; at < count; at += 1) {
    libedit.set(editor, EL_BIND, bindings[at].key, bindings[at].command, NULL);
  }
}

// In the keys of vi that are commands.
static void bind_alternative(EditLine *editor, const binding *bindings, size_t count) {
  for (size_t at = 0; at < count; at += 1) {
    libedit.set(editor, EL_BIND, L"-a", bindings[at].key, bindings[at].command, NULL);
  }
}

bool line_edit_has_vi_keys(EditLine *editor) {
  const wchar_t *name = NULL;
  return libedit.get(editor, EL_EDITOR, &name) == 0 && name != NULL && wcscmp(name, L"vi") == 0;
}

void line_edit_bind_keys(EditLine *editor) {
  for (size_t at = 0; at < COUNT(commands); at += 1) {
    libedit.set(editor, EL_ADDFN, commands[at].name, commands[at].help, commands[at].function);
  }
  libedit.set(editor, EL_EDITOR, L"emacs");
  bind_all(editor, usual, COUNT(usual));
  for (size_t at = 0; at < COUNT(ignored); at += 1) {
    libedit.set(editor, EL_BIND, ignored[at], L"ed-ignore", NULL);
  }
  libedit.source(editor, NULL);
  if (line_edit_has_vi_keys(editor)) {
    bind_all(editor, usual_in_vi, COUNT(usual_in_vi));
    bind_alternative(editor, commands_in_vi, COUNT(commands_in_vi));
    bind_alternative(editor, usual_in_vi, COUNT(usual_in_vi));
    bind_alternative(editor, fixed, COUNT(fixed));
  }
  bind_all(editor, fixed, COUNT(fixed));
  // Without editing there would be neither pasting nor completion; who wants that gives a pipe.
  libedit.set(editor, EL_EDITMODE, 1);
  // The keyboard's signals come as keys; those that others send, as signals.
  libedit.set(editor, EL_SETTY, L"-d", L"-isig", NULL);
}
