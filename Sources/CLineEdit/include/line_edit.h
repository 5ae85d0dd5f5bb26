// Reading a line with libedit, whose own interface is variadic and takes its functions without a
// context. One line_edit is used by one thread.
#ifndef LINE_EDIT_H
#define LINE_EDIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct line_edit line_edit;

// What keys do that libedit knows nothing of.
typedef enum {
  // What nobody types: the owner's next character asks for it.
  LINE_EDIT_FILL,
  LINE_EDIT_COMPLETE,
  LINE_EDIT_PREVIOUS,
  LINE_EDIT_NEXT,
  LINE_EDIT_SEARCH,
  LINE_EDIT_BREAK,
  LINE_EDIT_BEGIN,
  LINE_EDIT_END,
  LINE_EDIT_DELETE_OR_END,
  LINE_EDIT_INTERRUPT,
  LINE_EDIT_SUSPEND,
} line_edit_command;

// Characters that stand for keys, whatever the keys are bound to; control characters of the second
// set, which no person types.
enum {
  LINE_EDIT_KEY_FILL = 0x80,
  LINE_EDIT_KEY_UP,
  LINE_EDIT_KEY_DOWN,
  LINE_EDIT_KEY_LEFT,
  LINE_EDIT_KEY_RIGHT,
  LINE_EDIT_KEY_HOME,
  LINE_EDIT_KEY_END,
  LINE_EDIT_KEY_DELETE,
  LINE_EDIT_KEY_NONE,
};

typedef enum {
  LINE_EDIT_DONE,
  LINE_EDIT_REDRAW,
  LINE_EDIT_BELL,
} line_edit_answer;

// Called while a line is read, on the thread that reads it.
typedef struct {
  void *context;
  // Gives the next character; false ends the reading.
  bool (*next)(void *context, uint32_t *character);
  line_edit_answer (*run)(void *context, line_edit_command command);
} line_edit_calls;

// Reads from standard input and writes to standard output, with the keys that ~/.editrc wants.
// NULL without memory or without libedit, which is loaded now.
line_edit *line_edit_open(const char *name, line_edit_calls calls);
void line_edit_close(line_edit *edit);

// Zero-terminated; what stands between two characters 1 takes no room. False without memory.
bool line_edit_set_prompt(line_edit *edit, const uint32_t *prompt);

// Reads until Enter; false if the owner ended it. The line stays until the next is read.
bool line_edit_read(line_edit *edit);

// Whether keys are those of vi.
bool line_edit_is_vi(line_edit *edit);

size_t line_edit_count(line_edit *edit);
size_t line_edit_cursor(line_edit *edit);
void line_edit_copy(line_edit *edit, uint32_t *characters);

// Zero-terminated, at the cursor, which goes behind it. False without memory.
bool line_edit_insert(line_edit *edit, const uint32_t *characters);
void line_edit_delete_before(line_edit *edit, size_t count);
void line_edit_set_cursor(line_edit *edit, size_t place);

// Asks the terminal for its size.
void line_edit_resize(line_edit *edit);

// Keeps a zero-terminated line for libedit's own commands, as those of vi that search.
void line_edit_remember(line_edit *edit, const uint32_t *line);

// How many columns a character takes, as libedit shows it.
int line_edit_width(uint32_t character);

#endif
