// SPDX-License-Identifier: Apache-2.0

import Foundation
import SQLiteStorage
import Simulation
import Storage
import Surveillance
import Trial

/// How long after a row's commit its webhook is at the receiver, when the daemon is woken by the store's changes.
struct WebhookLatencyBenchmark: Benchmark {
    let name = "webhook-latency"

    private static let repetitions = 50
    private static let allowanceMilliseconds = 10.0

    func prepare(in folder: URL) throws { _ = try SimulatedStore.shared(in: folder) }

    func measure(in folder: URL) async throws -> [Figure] {
        let path = try SimulatedStore.copy(in: folder, named: "latency.sqlite")
        let sink = try WebhookSink()
        let daemon = try BenchDaemon(store: path, studyProtocol: try ShippedProtocol.load(), url: sink.url)
        let writer = try SQLiteFollowUpWriter(path: path)
        let subjects = try daemon.watch.store.subjects(study: SimulatedTrial.study)
        let samples = Samples()
        try await daemon.run {
            try await daemon.settle(secondsMax: 60)
            for subject in subjects where await samples.count < Self.repetitions {
                try await Task.sleep(for: .milliseconds(60))
                try await samples.add(Self.sample(subject, writer: writer, sink: sink))
            }
        }
        let (commits, latencies) = await samples.milliseconds
        guard latencies.count >= Self.repetitions / 2 else { throw BenchError.timedOut("webhooks of new rows") }
        return [
            Figure(
                name: "commit of a row to webhook, \(latencies.count) times", value: median(latencies), unit: "ms",
                reference: median(commits) + Self.allowanceMilliseconds,
                referenceName: "one commit with fsync + 10 ms", goal: .atMost(1))
        ]
    }

    /// Commits a platelet count that asks for a critical alert, and waits for its webhook.
    ///
    /// - Returns: nil when none came, because the subject had such an alert already.
    private static func sample(
        _ subject: String, writer: SQLiteFollowUpWriter, sink: WebhookSink
    ) async throws -> (commit: Double, latency: Double)? {
        let row = SDTMRow(
            domain: .lb,
            values: [
                "STUDYID": SimulatedTrial.study, "USUBJID": subject, "LBTESTCD": "PLAT", "LBSPEC": "BLOOD",
                "LBCAT": "HEMATOLOGY", "LBDTC": "2026-01-05T08:00", "VISITNUM": "99", "LBSTRESC": "4",
                "LBSTRESN": "4", "LBSTRESU": "10^9/L", "LBSTNRLO": "125", "LBSTNRHI": "350",
            ])
        let before = sink.count
        let commit = try seconds { _ = try writer.apply([row]) }
        let committed = ContinuousClock.now
        let arrival = await BlockingStage(label: "arrival").run { sink.arrival(after: before, seconds: 2) }
        return arrival.map { (commit * 1_000, $0.seconds(since: committed) * 1_000) }
    }
}

private actor Samples {
    private var commits: [Double] = []
    private var latencies: [Double] = []

    var count: Int { latencies.count }
    var milliseconds: (commits: [Double], latencies: [Double]) { (commits, latencies) }

    func add(_ sample: (commit: Double, latency: Double)?) {
        guard let sample else { return }
        commits.append(sample.commit)
        latencies.append(sample.latency)
    }
}
