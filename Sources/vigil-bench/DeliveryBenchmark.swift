// SPDX-License-Identifier: Apache-2.0

import Foundation
import Rules
import SQLiteStorage
import Storage
import Surveillance
import Trial

/// How fast, at what cost in processor time, and in how much memory a full outbox is delivered and recorded.
struct DeliveryBenchmark: Benchmark {
    let name = "deliveries"

    private static let pending = 20_000
    private static let repetitions = 3

    func measure(in folder: URL) async throws -> [Figure] {
        var rates: [Double] = []
        var microseconds: [Double] = []
        var peaks: [Double] = []
        var mapped: [Double] = []
        for repetition in 0..<Self.repetitions {
            let ledger = try SQLiteLedger(
                path: folder.appending(path: "outbox-\(repetition).sqlite").path, opening: .creating)
            try Self.fill(ledger)
            let sink = try WebhookSink()
            let receiver = try BenchReceiver(outbox: ledger, url: sink.url)
            try ProcessMemory.own.forgetPeak()
            let processor = processorTime(CLOCK_PROCESS_CPUTIME_ID)
            let duration = try await seconds {
                while try await receiver.deliverer.deliverOnce(to: BenchReceiver.name, now: SystemClock.wallTime)
                    .attempted > 0
                {
                }
            }
            let own = processorTime(CLOCK_PROCESS_CPUTIME_ID) - processor - sink.processorSeconds
            await receiver.close()
            guard sink.count == Self.pending, try ledger.outboxStatus().pending == 0 else {
                throw BenchError.unreadable("an outbox that was delivered whole")
            }
            rates.append(Double(Self.pending) / duration)
            microseconds.append(own * 1e6 / Double(Self.pending))
            peaks.append(try ProcessMemory.own.peakMegabytes())
            mapped.append(try ProcessMemory.own.mappedMegabytes())
        }
        return figures(
            rate: median(rates), microseconds: median(microseconds), peak: median(peaks),
            own: median(peaks) - median(mapped))
    }

    private func figures(rate: Double, microseconds: Double, peak: Double, own: Double) -> [Figure] {
        [
            Figure(
                name: "durable deliveries to a loopback receiver", value: rate, unit: "/s", reference: 8_000,
                referenceName: "the design's rate", goal: .atLeast(1)),
            Figure(
                name: "processor time of a delivery", value: microseconds, unit: "us", reference: 60,
                referenceName: "the design's limit", goal: .atMost(1)),
            Figure(
                name: "peak memory, 20,000 messages pending", value: peak, unit: "MB", reference: 40,
                referenceName: "the design's limit", goal: .atMost(1)),
            Figure(
                name: "of it its own, not mapped from files", value: own, unit: "MB", reference: 40,
                referenceName: "the design's limit", goal: .atMost(1)),
        ]
    }

    /// Owes messages of about the size of an alert's, in transactions of 1,000.
    private static func fill(_ ledger: SQLiteLedger) throws {
        let body = "{\"text\":\"\(String(repeating: "Platelets below the hold cut. ", count: 33))\"}"
        let now = SystemClock.wallTime()
        for start in stride(from: 0, to: pending, by: 1_000) {
            let messages = (start..<start + 1_000).map { number in
                OwedMessage(
                    webhookID: "msg_\(number)", receiver: BenchReceiver.name, study: "BENCH", alert: nil,
                    alertVersion: 0, severity: .urgent, body: body, createdAt: now)
            }
            let review = Review(
                study: "BENCH", now: now, assessment: .none, changes: [], messages: messages, progress: nil)
            try ledger.commit(review, tellingSummaries: false)
        }
    }
}
