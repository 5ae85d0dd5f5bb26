import Display
import System

/// What making a desk leaves behind besides the database, to be taken away where it fails.
struct DeskTraces {
  /// The configuration, where there is none yet.
  private let file: String?
  /// The folders that there are not yet, the inner ones first.
  private let folders: [String]

  /// Looks at what is there before the desk is made.
  init(of folder: String) {
    var chain = ["\(folder)/plugins", "\(folder)/scripts"]
    var above = folder[...]
    while !above.isEmpty {
      chain.append(String(above))
      above = above[..<(above.lastIndex(of: "/") ?? above.startIndex)]
    }
    folders = chain.filter { !FileSystem.hasName($0) }
    let configuration = "\(folder)/docket.lua"
    file = FileSystem.hasName(configuration) ? nil : configuration
  }

  /// Removes what was not there then; a folder with anything else in it stays.
  func remove() {
    if let file { FileSystem.remove(file) }
    for folder in folders { FileSystem.removeFolder(folder) }
  }
}
