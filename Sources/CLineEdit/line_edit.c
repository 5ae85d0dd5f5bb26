#define _GNU_SOURCE
#include "line_edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <wchar.h>
#include <wctype.h>

#include "keys.h"

// libedit's characters are those of Unicode, in the same room.
_Static_assert(sizeof(wchar_t) == sizeof(uint32_t), "characters of another size");

enum { REMEMBERED = 10000 };

struct line_edit {
  EditLine *editor;
  HistoryW *history;
  wchar_t *prompt;
  line_edit_calls calls;
};

static line_edit *owner(EditLine *editor) {
  void *edit = NULL;
  libedit.get(editor, EL_CLIENTDATA, &edit);
  return edit;
}

static wchar_t *prompt(EditLine *editor) {
  static wchar_t none[] = L"";
  line_edit *edit = owner(editor);
  return edit->prompt != NULL ? edit->prompt : none;
}

static int next(EditLine *editor, wchar_t *character) {
  line_edit *edit = owner(editor);
  uint32_t read = 0;
  if (!edit->calls.next(edit->calls.context, &read)) return 0;
  *character = (wchar_t)read;
  return 1;
}

unsigned char line_edit_run(EditLine *editor, line_edit_command command) {
  line_edit *edit = owner(editor);
  switch (edit->calls.run(edit->calls.context, command)) {
    case LINE_EDIT_REDRAW: return CC_REFRESH;
    case LINE_EDIT_BELL: return CC_REFRESH_BEEP;
    case LINE_EDIT_DONE: break;
  }
  return CC_NORM;
}

static void begin_history(line_edit *edit) {
  HistEventW event;
  edit->history = libedit.history_init();
  if (edit->history == NULL) return;
  libedit.history(edit->history, &event, H_SETSIZE, REMEMBERED);
  libedit.set(edit->editor, EL_HIST, libedit.history, edit->history);
}

line_edit *line_edit_open(const char *name, line_edit_calls calls) {
  line_edit *edit = edit_library_load() ? calloc(1, sizeof *edit) : NULL;
  if (edit == NULL) return NULL;
  edit->calls = calls;
  edit->editor = libedit.init(name, stdin, stdout, stderr, STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO);
  if (edit->editor == NULL) {
    free(edit);
    return NULL;
  }
  EditLine *editor = edit->editor;
  libedit.set(editor, EL_CLIENTDATA, edit);
  libedit.set(editor, EL_SIGNAL, 0);
  libedit.set(editor, EL_GETCFN, next);
  libedit.set(editor, EL_PROMPT_ESC, prompt, L'\1');
  begin_history(edit);
  line_edit_bind_keys(editor);
  return edit;
}

void line_edit_close(line_edit *edit) {
  libedit.end(edit->editor);
  if (edit->history != NULL) libedit.history_end(edit->history);
  free(edit->prompt);
  free(edit);
}

bool line_edit_set_prompt(line_edit *edit, const uint32_t *prompt) {
  wchar_t *copy = wcsdup((const wchar_t *)prompt);
  if (copy == NULL) return false;
  free(edit->prompt);
  edit->prompt = copy;
  return true;
}

bool line_edit_read(line_edit *edit) {
  int count = 0;
  // Before the prompt is shown: who types as soon as it is there must not find the old modes.
  libedit.set(edit->editor, EL_PREP_TERM, 1);
  return libedit.read(edit->editor, &count) != NULL && count > 0;
}

bool line_edit_is_vi(line_edit *edit) { return line_edit_has_vi_keys(edit->editor); }

size_t line_edit_count(line_edit *edit) {
  const LineInfoW *line = libedit.line(edit->editor);
  return (size_t)(line->lastchar - line->buffer);
}

size_t line_edit_cursor(line_edit *edit) {
  const LineInfoW *line = libedit.line(edit->editor);
  return (size_t)(line->cursor - line->buffer);
}

void line_edit_copy(line_edit *edit, uint32_t *characters) {
  const LineInfoW *line = libedit.line(edit->editor);
  for (const wchar_t *at = line->buffer; at < line->lastchar; at += 1) {
    *characters++ = (uint32_t)*at;
  }
}

bool line_edit_insert(line_edit *edit, const uint32_t *characters) {
  return *characters == 0 || libedit.insert(edit->editor, (const wchar_t *)characters) == 0;
}

void line_edit_delete_before(line_edit *edit, size_t count) {
  if (count > 0) libedit.delete_before(edit->editor, (int)count);
}

void line_edit_set_cursor(line_edit *edit, size_t place) {
  int distance = (int)place - (int)line_edit_cursor(edit);
  if (distance != 0) libedit.move(edit->editor, distance);
}

void line_edit_resize(line_edit *edit) { libedit.resize(edit->editor); }

void line_edit_remember(line_edit *edit, const uint32_t *line) {
  HistEventW event;
  if (edit->history != NULL) {
    libedit.history(edit->history, &event, H_ENTER, (const wchar_t *)line);
  }
}

int line_edit_width(uint32_t character) {
  if (iswcntrl((wint_t)character)) return 2;
  int width = wcwidth((wchar_t)character);
  return width < 0 ? 0 : width;
}
