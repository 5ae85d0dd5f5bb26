import Foundation
import TestSupport
import Testing

/// `docket plugin types` as editors' users call it.
@Suite struct PluginTypesTests {
  private func run(_ arguments: String..., in folder: String) throws -> DocketProcess.Result {
    try DocketProcess(
      arguments: ["plugin", "types"] + arguments, environment: ["DOCKET_DESK": "/nowhere"],
      folder: folder
    ).run()
  }

  @Test func `without a desk it is the API alone`() throws {
    let result = try run(in: "/")
    #expect(result.status == 0 && result.output.hasPrefix("---@meta docket\n"))
    #expect(result.output.contains("function change_:set(field, value) end"))
    #expect(!result.output.contains("duplicate_of"))
  }

  @Test func `a desk's fields and actions are in it, for its staff`() throws {
    let desk = try TestDesk()
    let types = try desk.run("plugin", "types", as: "ann").output
    #expect(types.contains("---@field duplicate_of? integer # of the plugin close-reasons"))
    #expect(types.contains("function docket.tickets.merge(id, args) end"))
    let customer = try desk.run("plugin", "types", as: "carl")
    #expect(customer.status == 4 && customer.output.isEmpty)
  }

  @Test func `a file of its own is replaced, another one only with force`() throws {
    let folder = try TemporaryFolder()
    let (path, other) = ("\(folder.path)/docket.lua", try folder.write("mine", to: "other.lua"))
    for _ in 1...2 {
      let result = try run("--output", path, in: "/")
      #expect(result.status == 0 && result.errors == "wrote \(path)\n", "\(result.errors)")
    }
    let refused = try run("-o", other, in: "/")
    #expect(refused.status == 1 && refused.errors.contains(other))
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "mine")
    #expect(try run("-o", other, "--force", in: "/").status == 0)
    let own = try String(contentsOfFile: path, encoding: .utf8)
    #expect(try String(contentsOfFile: other, encoding: .utf8) == own)
  }
}
