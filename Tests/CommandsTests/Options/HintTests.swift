import Foundation
import Testing

/// What is done as asked, with a word on what it will not come to; and what is called by its name.
@Suite struct HintTests {
  @Test func `who will never be told of a note hears so on subscribing`() throws {
    let desk = try TestDesk()
    let customer = try desk.run("subscribe", "--event", "note", as: "carl")
    #expect(customer.status == 0)
    #expect(customer.errors.contains("will tell nothing: it needs note.view"))
    let role = try desk.run("subscribe", "--event", "note", "--role", "customer")
    #expect(role.errors.contains("will tell nothing"))
    for event in ["note", "reply"] {
      #expect(try desk.run("subscribe", "--event", event, as: "ann").errors.isEmpty)
    }
    #expect(try desk.run("subscribe", "--event", "reply", as: "carl").errors.isEmpty)
  }

  @Test func `a person without a role is added with how to give them one`() throws {
    let desk = try TestDesk()
    let bare = try desk.run("person", "add", "zoe")
    #expect(bare.status == 0)
    #expect(bare.errors.contains("zoe has no role yet and can do nothing"))
    #expect(bare.errors.contains("docket person set zoe --role ROLE"))
    #expect(try desk.run("person", "add", "yan", "--role", "agent").errors.isEmpty)
  }

  @Test func `a log of a plugin that is not there says so`() throws {
    let desk = try TestDesk.unchanged()
    let unknown = try desk.run("log", "--plugin", "suport")
    #expect(unknown.status == 0)
    #expect(unknown.errors.contains("there is no plugin `suport`; did you mean support?"))
    let known = try desk.run("log", "--plugin", "round-robin")
    #expect(!known.errors.contains("there is no plugin"))
  }

  @Test func `a script that is not there is called a script, and a plugin is none`() throws {
    let desk = try TestDesk.unchanged()
    for name in ["nosuch", "support"] {
      let result = try desk.run("script", "disable", name)
      #expect(result.status == 3)
      #expect(result.errors.contains("there is no script `\(name)`"), "\(result)")
    }
  }

  @Test func `a folder that cannot be made is told as that`() throws {
    let folder = FileManager.default.temporaryDirectory.path
    let result = try DocketProcess(arguments: ["init", "/proc/foo"], folder: folder).run()
    #expect(result.status == 1)
    #expect(result.errors.contains("cannot make /proc/foo: "), "\(result)")
  }

  @Test func `a mistake in the configuration names the desk's own path, whatever its name`() throws
  {
    let desk = try TestDesk()
    let other = desk.folder + "/d4"
    try FileManager.default.copyItem(atPath: desk.path, toPath: other)
    for (text, place) in [("return {\n x =", "d4/docket.lua:2: "), ("return {\n x = 1 }", "d4/")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: other + "/docket.lua"))
      let errors = try desk.run("list", "--desk", "d4").errors
      #expect(errors.hasPrefix("docket: \(place)"), "\(errors)")
      #expect(errors.components(separatedBy: "docket.lua:").count == 2, "\(errors)")
      #expect(!errors.contains("desk/docket.lua"), "\(errors)")
    }
  }
}
