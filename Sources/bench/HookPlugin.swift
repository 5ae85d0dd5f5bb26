import Glibc

/// A plugin of the benchmark's own, written into a desk's folder.
struct HookPlugin {
  let name: String
  let code: String

  /// Makes its folder; it is not enabled yet.
  func write(to desk: String) throws {
    let folder = "\(desk)/plugins/\(name)"
    unsafe mkdir("\(desk)/plugins", 0o755)
    unsafe mkdir(folder, 0o755)
    let manifest = """
      return { name = "\(name)", version = "1.0.0", api = 1, summary = "For the benchmark" }

      """
    try write(manifest, to: folder + "/plugin.lua")
    try write(code, to: folder + "/init.lua")
  }

  private func write(_ text: String, to path: String) throws {
    guard let file = unsafe fopen(path, "w") else { throw BenchError("cannot write \(path)") }
    defer { unsafe fclose(file) }
    guard unsafe fputs(text, file) >= 0 else { throw BenchError("cannot write \(path)") }
  }
}
