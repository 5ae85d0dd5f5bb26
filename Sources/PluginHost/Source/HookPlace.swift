import Kernel

extension PluginSource {
  /// Where the name of one of its hooks stands, as `init.lua:12`; `nil` where it has no name of its own.
  package func place(ofHook name: String) -> String? {
    for (path, content) in files.sorted(by: { $0.key < $1.key }) where path.hasSuffix(".lua") {
      let text = String(decoding: content, as: UTF8.self)
      if text.contains("\"\(name)\""), let line = LineFinder.line(of: name, in: text) {
        return "\(path):\(line)"
      }
    }
    return nil
  }
}
