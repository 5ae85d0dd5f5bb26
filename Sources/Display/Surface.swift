import Kernel
import System
import Texts

/// Where output goes: a terminal with its width and colours, or a pipe or file with neither.
package struct Surface: Sendable {
  package let stream: StandardStream
  /// How wide lines may be; `nil` where there is no limit.
  package private(set) var columns: Int?
  /// How many lines are seen at once; `nil` where it is no terminal.
  package private(set) var rows: Int?
  package let isTerminal: Bool
  package let hasColours: Bool
  /// What whoever reads it reads.
  package var language = Language.english
  /// The clock that they read; `nil` as long as no desk is open.
  package var zone: Zone?

  /// Looks at what the stream leads to.
  ///
  /// Colours want a terminal that is not `dumb`, and no `NO_COLOR` in the environment
  /// (no-color.org).
  package init(_ stream: StandardStream) {
    self.stream = stream
    isTerminal = stream.isTerminal
    hasColours =
      isTerminal && ThisProcess.setting("NO_COLOR") == nil
      && ThisProcess.setting("TERM") != "dumb"
    measure()
  }

  /// Looks at the terminal's size once more: whoever sits there may have changed it.
  package mutating func measure() {
    guard isTerminal else { return }
    let size = stream.size
    (columns, rows) = (size?.columns ?? 80, size?.rows ?? 24)
  }

  /// A surface for a file in the same language: as wide as need be, without colours.
  package var forFile: Surface { Surface(fileLike: self) }

  private init(fileLike surface: Surface) {
    stream = surface.stream
    (columns, rows, isTerminal, hasColours) = (nil, nil, false, false)
    (language, zone) = (surface.language, surface.zone)
  }

  /// Whether the lines take more than a screen; the shell's next prompt wants a line as well.
  package func isTooSmall(for lines: [String]) -> Bool {
    guard let rows, let columns else { return false }
    let taken = lines.reduce(0) { sum, line in
      sum + max(1, (line.displayWidth + columns - 1) / columns)
    }
    return taken >= rows
  }

  /// The text as the surface shows it: coloured where it has colours.
  package func styled(_ text: String, _ meaning: Meaning) -> String {
    hasColours ? meaning.colouring(text) : text
  }

  /// A text of the catalogue as the reader reads it, with its controls as they are.
  package func rendered(_ text: Text) -> String {
    text.rendered(in: language, clock: zone?.textClock(in: language))
  }

  /// How many there are, as the reader's language writes it.
  package func count(_ count: Int) -> String { language.writing.grouped(Int64(count)) }

  /// A text of the catalogue, in the reader's language; its values' controls are escaped, its
  /// lines stay.
  package func words(_ text: Text) -> String {
    rendered(text).visibleLines.map(isolated).joined(separator: "\n")
  }

  /// A text of somebody, on one line: what would act on a terminal is escaped, and on a terminal
  /// writing from right to left is kept from turning around its neighbours.
  package func shown(_ text: String) -> String {
    isolated(text.visible)
  }

  /// The same for a text whose controls are escaped already.
  package func isolated(_ visible: String) -> String {
    isTerminal && visible.hasRightToLeft ? "\u{2068}\(visible)\u{2069}" : visible
  }
}
