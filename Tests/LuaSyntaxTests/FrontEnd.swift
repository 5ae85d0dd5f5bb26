import Lua
import LuaSyntax
import System

/// What Lua's own front end says of a text.
struct FrontEnd {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox(configuration: SandboxConfiguration(name: "front-end"))
  }

  /// Lua's words against the text; `nil` where it takes it.
  func objection(to text: String) -> String? {
    do throws(LuaError) {
      sandbox.release(try sandbox.load(text, chunk: "front-end/text.lua"))
      return nil
    } catch {
      return error.message
    }
  }

  /// Whether both are of one mind; else the text, for the message.
  func disagreement(on text: String) -> String? {
    let (lua, ours) = (objection(to: text), SyntaxTree.objection(to: text))
    guard (lua == nil) != (ours == nil) else { return nil }
    return "Lua: \(lua ?? "takes it"); we: \(ours.map { "\($0)" } ?? "take it"):\n\(text)"
  }
}

extension SyntaxTree {
  /// What is wrong with a text; `nil` where nothing is.
  static func objection(to text: String) -> SyntaxError? {
    do throws(SyntaxError) {
      _ = try SyntaxTree(parsing: text)
      return nil
    } catch {
      return error
    }
  }
}

/// Lua that the project has.
enum Corpus {
  private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  static let files: [String] = ["plugins", "scripts", "Tests"].flatMap {
    luaFiles(under: "\(root)/\($0)")
  }

  static func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.bytes(of: path, atMost: 1 << 20), as: UTF8.self)
  }

  private static func luaFiles(under folder: String) -> [String] {
    FileSystem.names(in: folder).sorted().filter { !$0.hasPrefix(".") }.flatMap {
      name -> [String] in
      let path = "\(folder)/\(name)"
      switch FileSystem.status(of: path, followsLink: false)?.kind {
      case .folder: return luaFiles(under: path)
      case .file: return name.hasSuffix(".lua") ? [path] : []
      default: return []
      }
    }
  }
}
