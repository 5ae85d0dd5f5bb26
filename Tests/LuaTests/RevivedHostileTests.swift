import Foundation
import Testing

/// The hostile files once more, in the sandbox of a person who goes on with what is left.
@Suite struct RevivedHostileTests {
  @Test(arguments: HostileFiles.own + HostileFiles.shared)
  func `a sandbox works after a hostile file was interrupted at any moment`(file: String) throws {
    let child = HostileChild(instructions: 1_000_000, revives: true)
    let result = try child.run([file])
    let name = URL(filePath: file).lastPathComponent
    #expect(!result.isCrash && result.status == 0, "\(name): ended with \(result.status)")
    let ending = try #require(result.endings.first, "\(name): says nothing")
    #expect(ending.word == "revived", "\(name): \(ending.line)")
  }
}
