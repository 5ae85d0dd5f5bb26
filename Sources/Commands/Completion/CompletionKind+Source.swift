import ArgumentParser
import Display

extension CompletionKind {
  /// The source, put into the command's definition, from which `ArgumentShape` reads it.
  ///
  /// A shell command is the only text of ours that the parser carries; none is ever run, since the
  /// shells' scripts are our own.
  static func source(_ source: CompletionSource) -> CompletionKind {
    .shellCommand(source.rawValue)
  }

  /// Values that nothing offers.
  static var nothing: CompletionKind { source(.nothing) }
}
