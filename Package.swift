// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// What the tests wait for most, and deadlines of plugins are made for, is quick in debug builds too.
let quick = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "docket",
  products: [
    .executable(name: "docket", targets: ["docket"]),
    .library(name: "kill-point", type: .dynamic, targets: ["KillPoint"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    .systemLibrary(name: "CLua", pkgConfig: "lua5.4"),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium"),
    .target(
      name: "CLuaSandbox",
      dependencies: ["CLua"],
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "CCurl",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "CCrash",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "CRename",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "CSignal",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "CLineEdit",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])],
    ),
    .target(
      name: "Commit", exclude: ["archive.txt"], swiftSettings: strict, plugins: ["CommitPlugin"]),
    .target(
      name: "System",
      dependencies: [
        "CCrash", "CRename", "CSignal", .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: quick,
    ),
    .target(name: "Lua", dependencies: ["CLuaSandbox"], swiftSettings: quick),
    .target(name: "LuaSyntax", swiftSettings: quick),
    .target(name: "Crypto", dependencies: ["CSodium"], swiftSettings: quick),
    .executableTarget(name: "TextsGenerator", dependencies: [], swiftSettings: strict),
    .plugin(
      name: "TextsPlugin", capability: .buildTool(), dependencies: ["TextsGenerator"],
      path: "Sources/TextsPlugin"),
    .plugin(name: "CommitPlugin", capability: .buildTool(), path: "Sources/CommitPlugin"),
    .plugin(name: "TemplatesPlugin", capability: .buildTool(), path: "Sources/TemplatesPlugin"),
    .target(
      name: "Texts", exclude: ["Catalogue", "Texts.docc"], swiftSettings: quick,
      plugins: ["TextsPlugin"]),
    .target(name: "Kernel", dependencies: ["Crypto", "System", "Texts"], swiftSettings: quick),
    .target(
      name: "Storage", dependencies: ["CSQLite", "Crypto", "Kernel", "System", "Texts"],
      swiftSettings: quick,
    ),
    .target(name: "HTTP", dependencies: ["CCurl", "Kernel", "Texts"], swiftSettings: strict),
    .target(
      name: "PluginHost",
      dependencies: ["Crypto", "Kernel", "Lua", "LuaSyntax", "System", "Texts"],
      swiftSettings: quick,
    ),
    .target(
      name: "Packs", dependencies: ["Crypto", "Kernel", "PluginHost", "Texts"],
      swiftSettings: quick,
    ),
    .target(
      name: "Desk",
      dependencies: [
        "Crypto", "HTTP", "Kernel", "Packs", "PluginHost", "Storage", "System", "Texts",
      ],
      exclude: ["Authoring/Templates"],
      swiftSettings: quick,
      plugins: ["TemplatesPlugin"],
    ),
    .target(
      name: "Display", dependencies: ["Desk", "Kernel", "System", "Texts"], swiftSettings: quick),
    .target(
      name: "Prompt",
      dependencies: ["CLineEdit", "Desk", "Display", "Kernel", "LuaSyntax", "System", "Texts"],
      swiftSettings: strict),
    .target(
      name: "Commands",
      dependencies: [
        "Commit", "Desk", "Display", "Kernel", "Packs", "Prompt", "System", "Texts",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict,
    ),
    .executableTarget(name: "docket", dependencies: ["Commands"], swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: ["Desk", "Kernel", "PluginHost", "Storage", "CLua", "CSQLite"],
      swiftSettings: strict,
    ),
    .target(
      name: "TestSupport",
      dependencies: ["Desk", "Kernel", "Storage"],
      path: "Tests/TestSupport",
      swiftSettings: strict,
    ),
    .testTarget(
      name: "SystemTests", dependencies: ["System", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "TextsTests", dependencies: ["Texts", "TextsGenerator"], swiftSettings: strict),
    .testTarget(name: "CryptoTests", dependencies: ["Crypto"], swiftSettings: strict),
    .executableTarget(
      name: "sandbox-child", dependencies: ["Lua"], path: "Tests/SandboxChild",
      swiftSettings: strict),
    .target(
      name: "SandboxFuzz", dependencies: ["CLuaSandbox", "CLua"], path: "Tests/Fuzz",
      exclude: ["Inputs", "build", "entry.c", "fuzz", "lua.dict", "sanitize", "sanitize.c"],
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .testTarget(
      name: "LuaTests",
      dependencies: ["Lua", "CLuaSandbox", "CLua", "SandboxFuzz", "sandbox-child"],
      exclude: ["Hostile"], swiftSettings: strict),
    .testTarget(
      name: "LuaSyntaxTests", dependencies: ["Lua", "LuaSyntax", "System", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "KernelTests", dependencies: ["Kernel", "Crypto", "TestSupport", "Texts"],
      swiftSettings: strict),
    .testTarget(
      name: "HTTPTests", dependencies: ["HTTP", "Kernel", "TestSupport", "Texts"],
      swiftSettings: strict),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "Kernel", "Crypto", "TestSupport", "Texts"],
      swiftSettings: strict),
    .testTarget(
      name: "PluginHostTests",
      dependencies: ["Kernel", "LuaSyntax", "PluginHost", "Storage", "TestSupport", "Texts"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "PacksTests",
      dependencies: ["Crypto", "Kernel", "Packs", "PluginHost", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "DeskTests",
      dependencies: [
        "Crypto", "Desk", "Display", "Kernel", "Packs", "PluginHost", "Prompt", "Storage", "System",
        "TestSupport", "Texts",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "line-child", dependencies: ["Prompt", "System"], path: "Tests/LineChild",
      swiftSettings: strict),
    .testTarget(
      name: "PromptTests",
      dependencies: [
        "CLua", "Desk", "Display", "Kernel", "LuaSyntax", "Prompt", "System", "TestSupport",
        "line-child",
      ],
      swiftSettings: strict),
    .target(
      name: "KillPoint", path: "Tests/KillPoint",
      cSettings: [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]),
    .executableTarget(
      name: "stuck-child", dependencies: ["Desk", "Kernel", "PluginHost", "Storage"],
      path: "Tests/StuckChild", swiftSettings: strict),
    .executableTarget(
      name: "hostile-child",
      dependencies: ["Commands", "Desk", "Kernel", "PluginHost", "TestSupport"],
      path: "Tests/HostileChild", swiftSettings: strict),
    .testTarget(
      name: "CommandsTests",
      dependencies: ["Kernel", "TestSupport", "docket", "hostile-child", "stuck-child"],
      exclude: ["Fixtures"],
      swiftSettings: strict),
    .testTarget(
      name: "BenchTests", dependencies: ["bench", "docket"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
)
