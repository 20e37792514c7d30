// swift-tools-version:6.2
// SPDX-License-Identifier: MPL-2.0
import PackageDescription

// Every target is written in Swift 6 mode with warnings as errors; what a module imports is its own affair
// unless it says `public import`. The table of who may import whom is in ARCHITECTURE.md and is tested.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
    // Small generic parts of one module are compiled into the others for the types they are used with.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]
// The toolchain's own linker is four times as fast as the default one, which is most of an incremental build.
let links: [LinkerSetting] = [.unsafeFlags(["-use-ld=lld"])]

let package = Package(
    name: "vaern",
    defaultLocalization: "da",
    products: [.executable(name: "vaern", targets: ["vaern"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CStemmer", providers: [.apt(["libstemmer-dev"])]),
        .systemLibrary(
            name: "CMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        // The files that the program is made with, embedded in it.
        .target(name: "CFiles"),
        .target(name: "HTML", swiftSettings: settings),
        .target(
            name: "Ledger", dependencies: ["COpenSSL"], swiftSettings: settings),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "Ledger", "Office", "CStemmer", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: settings),
        .target(
            name: "Domain",
            dependencies: [.product(name: "HashTreeCollections", package: "swift-collections")],
            swiftSettings: settings),
        .target(
            name: "Office",
            dependencies: [
                "Domain", "Ledger", .product(name: "HashTreeCollections", package: "swift-collections"),
            ],
            swiftSettings: settings),
        .target(
            name: "Exchange",
            dependencies: [
                "Domain", "Office", "CCurl", "CFiles", "CMarkGFM", "CXlsxWriter", "CZlib",
                .product(name: "SwiftCSV", package: "SwiftCSV"), .product(name: "Yams", package: "Yams"),
            ],
            // In CFiles.
            exclude: ["Frameworks/Data", "Risks/Data", "Learning/Data", "Learning/Player"],
            swiftSettings: settings),
        .target(
            name: "Web",
            dependencies: [
                "Office", "Domain", "Ledger", "Exchange", "HTML", "CFiles", "CSodium", "COpenSSL", "CQREncode",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
            ],
            // In CFiles.
            exclude: ["Assets", "Templates"],
            swiftSettings: settings),
        .executableTarget(
            name: "vaern",
            dependencies: [
                "Web", "SQLiteStore", "Office", "Domain", "Ledger", "Exchange", "CDemo",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            exclude: ["Demo/Data"],
            swiftSettings: settings, linkerSettings: links),
        // The files of the example world, embedded in the program.
        .target(
            name: "CDemo", path: "Sources/vaern/Demo/Data",
            exclude: [
                "additions.yaml", "dispensations.yaml", "example-world.yaml", "fki-politik.txt", "nordby.yaml",
            ]),
        // Writes facts until the power is cut: for the replay in Tests/PowerCut alone.
        .executableTarget(
            name: "storewriter", dependencies: ["SQLiteStore", "Ledger"], path: "Tests/PowerCut/Writer",
            swiftSettings: settings, linkerSettings: links),
        .testTarget(
            name: "LedgerTests", dependencies: ["Ledger", "CSodium"],
            exclude: ["Golden"], swiftSettings: settings, linkerSettings: links),
        .testTarget(
            name: "StoreTests",
            dependencies: ["SQLiteStore", "Ledger", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings, linkerSettings: links),
        .testTarget(name: "DomainTests", dependencies: ["Domain"], swiftSettings: settings, linkerSettings: links),
        .testTarget(
            name: "OfficeTests",
            dependencies: [
                "Office", "SQLiteStore", "Domain", "Ledger", .product(name: "GRDB", package: "GRDB.swift"),
            ], exclude: ["Wire/Golden"],
            swiftSettings: settings, linkerSettings: links),
        .testTarget(
            name: "ExchangeTests", dependencies: ["Exchange", "Domain", "CSodium", "CZlib"], exclude: ["Fixtures"],
            swiftSettings: settings,
            linkerSettings: links),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Office", "Domain", "Ledger", "SQLiteStore", "HTML", "Exchange", "COpenSSL",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            exclude: ["Federation/vectors.json", "Federation/vectors.py"],
            swiftSettings: settings, linkerSettings: links),
        .testTarget(name: "TidyTests", swiftSettings: settings, linkerSettings: links),
    ],
    swiftLanguageModes: [.v6]
)
