import System

/// The editor that a person likes best, for inputs that are too long for a line.
package enum ExternalEditor {
  /// Has a text edited, and gives what was saved; `nil` if the editor ended with an error.
  ///
  /// The editor is `$VISUAL`, else `$EDITOR`, else `vi`; blanks part its words, and no shell sees
  /// them. It gets a file that only its owner may read, and the terminal for itself. `name` is the
  /// file's, by whose ending editors know the language.
  package static func edit(_ text: String, name: String = "input.lua") throws(SystemError)
    -> String?
  {
    let folder = try FileSystem.makeTemporaryFolder()
    defer {
      // Editors may leave a copy beside the file.
      for left in FileSystem.names(in: folder) { FileSystem.remove(folder + "/" + left) }
      for ending in [".swp", ".un~"] { FileSystem.remove("\(folder)/.\(name)\(ending)") }
      FileSystem.removeFolder(folder)
    }
    let path = folder + "/" + name
    try PrivateFile(path).append(Array((text.isEmpty ? text : text + "\n").utf8))
    guard try ChildProcess.runInForeground(words + [path]) == 0 else { return nil }
    let saved = try FileSystem.text(of: path, atMost: Paste.limit)
    return saved.hasSuffix("\n") ? String(saved.dropLast()) : saved
  }

  private static var words: [String] {
    let chosen = ThisProcess.setting("VISUAL") ?? ThisProcess.setting("EDITOR") ?? "vi"
    let words = chosen.split { $0 == " " || $0 == "\t" }.map(String.init)
    return words.isEmpty ? ["vi"] : words
  }
}
