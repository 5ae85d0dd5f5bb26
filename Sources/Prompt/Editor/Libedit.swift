import CLineEdit

// The one file of Prompt with unsafe code: it hands pointers to libedit's C face, for no longer
// than a call lasts. The context that C keeps is this object, which closes what keeps it.

/// What reads keys and carries out commands while a line is read.
protocol LineKeys: AnyObject {
  /// The next character; `nil` ends the reading.
  func nextCharacter() -> UInt32?
  func run(_ command: LineCommand) -> LineAnswer
}

/// What a key is bound to that libedit knows nothing of.
enum LineCommand {
  /// Puts in what is to be put into the line, and shows it.
  case fill
  case complete
  case previous
  case next
  case search
  case lineBreak
  case lineBegin
  case lineEnd
  case deleteOrEnd
  case interrupt
  case suspend
}

/// What is to be done after a command.
enum LineAnswer {
  case done
  case redraw
  case bell
}

/// The line that libedit shows and edits.
@safe final class Libedit {
  private let editor: OpaquePointer
  /// Whoever reads keys; without them nothing is read.
  weak var keys: (any LineKeys)?
  private let context: Context

  /// What C holds on to; it outlives the editor.
  private final class Context {
    weak var owner: Libedit?
  }

  /// Gives `nil` if there is no memory, or no libedit, which is loaded with the first one.
  ///
  /// `~/.editrc` knows the program by `name`.
  init?(name: String) {
    let context = Context()
    let calls = unsafe line_edit_calls(
      context: Unmanaged.passUnretained(context).toOpaque(),
      next: { context, character in
        guard let owner = unsafe Libedit.owner(context),
          let next = owner.keys?.nextCharacter()
        else { return false }
        unsafe character?.pointee = next
        return true
      },
      run: { context, command in
        guard let keys = unsafe Libedit.owner(context)?.keys,
          let command = LineCommand(command)
        else { return LINE_EDIT_BELL }
        return keys.run(command).code
      })
    guard let editor = unsafe line_edit_open(name, calls) else { return nil }
    unsafe self.editor = unsafe editor
    self.context = context
    context.owner = self
  }

  deinit { unsafe line_edit_close(editor) }

  private static func owner(_ context: UnsafeMutableRawPointer?) -> Libedit? {
    unsafe context.flatMap { unsafe Unmanaged<Context>.fromOpaque($0).takeUnretainedValue().owner }
  }

  var hasViKeys: Bool { unsafe line_edit_is_vi(editor) }

  /// Reads until Enter; `false` if `nextCharacter` ended it.
  ///
  /// The line stays until the next one is read. What stands between two U+0001 in the prompt takes no room.
  func read(prompt: String) -> Bool {
    unsafe line_edit_set_prompt(editor, terminated(prompt)) && line_edit_read(editor)
  }

  /// Has another prompt shown from the next redrawing on.
  func setPrompt(_ prompt: String) {
    _ = unsafe line_edit_set_prompt(editor, terminated(prompt))
  }

  /// The line without the line end that Enter leaves.
  var text: String {
    var characters = [UInt32](repeating: 0, count: unsafe line_edit_count(editor))
    unsafe line_edit_copy(editor, &characters)
    return String(String.UnicodeScalarView(characters.compactMap(Unicode.Scalar.init)))
  }

  /// The cursor, counted in Unicode scalars.
  var cursor: Int {
    get { unsafe line_edit_cursor(editor) }
    set { unsafe line_edit_set_cursor(editor, newValue) }
  }

  /// How many Unicode scalars the line has.
  var count: Int { unsafe line_edit_count(editor) }

  /// Puts a text at the cursor, which goes behind it.
  func insert(_ text: String) {
    _ = unsafe line_edit_insert(editor, terminated(text))
  }

  /// Puts a text in place of a part of the line; the cursor goes behind it.
  func replace(_ range: Range<Int>, with text: String) {
    cursor = range.upperBound
    unsafe line_edit_delete_before(editor, range.count)
    insert(text)
  }

  /// Asks the terminal for its size.
  func resize() { unsafe line_edit_resize(editor) }

  /// Keeps an input for libedit's own commands.
  func remember(_ input: String) { unsafe line_edit_remember(editor, terminated(input)) }

  /// How many columns a scalar takes, as libedit shows it.
  static func width(_ scalar: Unicode.Scalar) -> Int { Int(line_edit_width(scalar.value)) }

  private func terminated(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value).filter { $0 != 0 } + [0]
  }
}

extension LineCommand {
  fileprivate init?(_ command: line_edit_command) {
    switch command {
    case LINE_EDIT_FILL: self = .fill
    case LINE_EDIT_COMPLETE: self = .complete
    case LINE_EDIT_PREVIOUS: self = .previous
    case LINE_EDIT_NEXT: self = .next
    case LINE_EDIT_SEARCH: self = .search
    case LINE_EDIT_BREAK: self = .lineBreak
    case LINE_EDIT_BEGIN: self = .lineBegin
    case LINE_EDIT_END: self = .lineEnd
    case LINE_EDIT_DELETE_OR_END: self = .deleteOrEnd
    case LINE_EDIT_INTERRUPT: self = .interrupt
    case LINE_EDIT_SUSPEND: self = .suspend
    default: return nil
    }
  }
}

extension LineAnswer {
  fileprivate var code: line_edit_answer {
    switch self {
    case .done: LINE_EDIT_DONE
    case .redraw: LINE_EDIT_REDRAW
    case .bell: LINE_EDIT_BELL
    }
  }
}

extension SpecialKey {
  /// The character that stands for it in libedit's keys.
  var code: UInt32 {
    let code =
      switch self {
      case .up: LINE_EDIT_KEY_UP
      case .down: LINE_EDIT_KEY_DOWN
      case .left: LINE_EDIT_KEY_LEFT
      case .right: LINE_EDIT_KEY_RIGHT
      case .home: LINE_EDIT_KEY_HOME
      case .end: LINE_EDIT_KEY_END
      case .delete: LINE_EDIT_KEY_DELETE
      case .other: LINE_EDIT_KEY_NONE
      }
    return UInt32(code)
  }

  /// The character that has what waits put into the line.
  static let fill = UInt32(LINE_EDIT_KEY_FILL)
}
