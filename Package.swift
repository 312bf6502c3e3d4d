// swift-tools-version: 6.2

import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// A module of the product.
///
/// Arrows run downwards only: a module names nothing that stands below it in this list.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], fixtures: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: fixtures, swiftSettings: settings)
}

let package = Package(
    name: "vigil",
    products: [
        .executable(name: "vigil", targets: ["vigil"]),
        .executable(name: "vigil-bench", targets: ["vigil-bench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // MARK: Functional core
        .target(name: "CBoostMath", linkerSettings: [.linkedLibrary("m"), .linkedLibrary("stdc++")]),
        module("Statistics", ["CBoostMath"]),
        module("Trial"),
        module("CTCAE", ["Trial"]),
        module("Rules", ["Trial", "CTCAE", "Statistics"]),
        module("Alerting", ["Trial", "Rules"]),
        module("Channels", ["Trial", "CTCAE", "Rules", "Alerting", crypto]),
        module("Reporting", ["Trial", "CTCAE", "Statistics", "Rules", "Alerting"]),

        // MARK: Imperative shell
        module("Settings", ["Trial", "CTCAE", "Statistics", "Rules", "Channels", yams]),
        module("Storage", ["Trial", "Rules", "Alerting"]),
        module("SQLiteStorage", ["Trial", "Rules", "Alerting", "Storage", grdb, grdbSQLite, crypto]),
        module("Interchange", ["Trial", "CTCAE", "Storage"]),
        module("Simulation", ["Trial", "Storage"]),
        module("Replay", ["Trial", "CTCAE", "Rules", "Alerting", "Settings", "Storage"]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        module("Delivery", ["Channels", "CCurl"]),
        module("Receiver", ["Channels", flyingFox, flyingSocks]),
        module(
            "Surveillance",
            ["Trial", "Rules", "Alerting", "Channels", "Storage", serviceLifecycle, logging]),
        .executableTarget(
            name: "vigil",
            dependencies: [
                "Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Channels", "Reporting", "Settings", "Storage",
                "SQLiteStorage", "Interchange", "Simulation", "Replay", "Delivery", "Receiver", "Surveillance",
                argumentParser, serviceLifecycle, unixSignals, logging,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "vigil-bench",
            dependencies: [
                "Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Channels", "Settings", "Storage", "SQLiteStorage",
                "Interchange", "Simulation", "Delivery", "Surveillance", argumentParser, grdb, logging,
                serviceLifecycle,
            ],
            swiftSettings: settings),

        // MARK: Tests
        .target(
            name: "Kit", dependencies: ["Trial", "CTCAE", "Statistics", "Rules", "Alerting"],
            path: "Tests/Kit", swiftSettings: settings),
        tests("RulesTests", ["Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Kit"]),
        tests("AlertingTests", ["Trial", "Rules", "Alerting", "Kit"]),
        tests(
            "SurveillanceTests",
            [
                "Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Channels", "Storage", "SQLiteStorage",
                "Surveillance", "Kit",
            ]),
        tests(
            "EndToEndTests",
            [
                "Trial", "Rules", "Alerting", "Channels", "Storage", "SQLiteStorage", "Receiver", "Surveillance", "Kit",
                "vigil", grdb, logging,
            ]),
        tests("StatisticsTests", ["Statistics"], fixtures: ["Fixtures"]),
        tests("CTCAETests", ["Trial", "CTCAE"], fixtures: ["Fixtures"]),
        tests("ChannelsTests", ["Trial", "CTCAE", "Rules", "Alerting", "Channels"]),
        tests(
            "ReportingTests",
            ["Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Channels", "Reporting", "Settings", "Kit"],
            fixtures: ["Snapshots"]),
        tests(
            "SettingsTests",
            ["Trial", "CTCAE", "Statistics", "Rules", "Alerting", "Channels", "Settings", "Kit", yams],
            fixtures: ["Fixtures"]),
        tests(
            "ReplayTests",
            ["Trial", "Rules", "Alerting", "Settings", "Storage", "SQLiteStorage", "Simulation", "Replay", "Kit"]),
        tests("FollowUpStoreTests", ["Trial", "Storage", "SQLiteStorage", grdb]),
        tests("LedgerTests", ["Trial", "Rules", "Alerting", "Storage", "SQLiteStorage", "Kit", grdb]),
        tests("InterchangeTests", ["Trial", "CTCAE", "Storage", "SQLiteStorage", "Interchange"]),
        tests("SimulationTests", ["Trial", "Storage", "Simulation"]),
        tests("DeliveryTests", ["Rules", "Channels", "Delivery"]),
        tests("ReceiverTests", ["Channels", "Delivery", "Receiver"]),
        tests("HouseTests", []),
    ]
)
