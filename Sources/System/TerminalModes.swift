import Glibc

/// How a terminal treats what is typed, as it was at one moment.
package struct TerminalModes: Sendable {
  private let modes: termios

  /// The modes now; `nil` if it is no terminal.
  package init?(of stream: StandardStream) {
    var modes = termios()
    guard (try? retrying { unsafe tcgetattr(stream.rawValue, &modes) }) != nil else { return nil }
    self.modes = modes
  }

  private init(_ modes: termios) { self.modes = modes }

  /// The same, but that each key comes at once and is not shown.
  package var keyByKey: TerminalModes {
    var modes = modes
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO)
    return TerminalModes(modes)
  }

  /// Puts the terminal back to them; nothing happens if it is gone.
  package func restore(on stream: StandardStream) {
    var modes = modes
    // At once: a terminal that shows nothing any more is not to be waited for.
    _ = try? retrying { unsafe tcsetattr(stream.rawValue, TCSANOW, &modes) }
  }
}
