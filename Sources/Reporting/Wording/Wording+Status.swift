// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Trial

extension Wording {
    var statusTitle: String { "Status" }
    var openCritical: String { "critical open" }
    var openUrgent: String { "urgent open" }
    var boundariesNear: String { "near a boundary" }
    func boundariesCrossed(_ number: Int) -> String { number == 1 ? "boundary crossed" : "boundaries crossed" }
    func messagesUndelivered(_ number: Int) -> String { number == 1 ? "message undelivered" : "messages undelivered" }
    var nearDetail: String { "1 or 2 events, or in the worst case" }
    var pressingAlerts: String { "Open critical and urgent alerts" }
    var noPressingAlerts: String { "No critical or urgent alert is open." }
    var pressingBoundaries: String { "Stopping rules crossed or within 2 events" }
    var noPressingBoundaries: String { "No stopping rule is crossed or within 2 events." }
    var delivery: String { "Delivery" }
    var allTaken: String { "every message taken" }
    var nobodyTold: String { "nobody is told" }
    var deliveryOff: String { "Delivery is switched off" }
    var changes: String { "Changes" }

    func notAcknowledged(_ count: AnsweredCount) -> String {
        let resolved = count.resolvedUnanswered > 0 ? "\(count.resolvedUnanswered) resolved unanswered" : nil
        guard count.total > 0 else { return resolved ?? "none" }
        let waiting = count.total - count.acknowledged
        return [waiting == 0 ? "all acknowledged" : "\(waiting) not acknowledged", resolved].compactMap { $0 }
            .joined(separator: ", ")
    }

    func crossedDetail(formal: Int, advisory: Int) -> String {
        formal + advisory == 0 ? "none" : "\(formal) formal, \(advisory) advisory"
    }

    /// The state of the trial in one sentence.
    func verdict(critical: AnsweredCount, urgent: AnsweredCount, crossed: Int) -> String {
        let alerts = [
            critical.total > 0 ? count(critical.total, "critical alert", "critical alerts") : nil,
            urgent.total > 0 ? count(urgent.total, "urgent alert", "urgent alerts") : nil,
        ].compactMap { $0 }
        let isOne = critical.total + urgent.total == 1
        let open =
            alerts.isEmpty
            ? "No critical or urgent alert is open"
            : "\(alerts.joined(separator: " and ")) \(isOne ? "is" : "are") open"
        let boundaries =
            crossed == 0
            ? "no review boundary is crossed"
            : "\(count(crossed, "review boundary is", "review boundaries are")) crossed"
        let waiting = critical.waiting + urgent.waiting
        let answer = waiting == 0 ? "" : " \(count(waiting, "alert waits", "alerts wait")) for an answer."
        return "\(open); \(boundaries).\(answer)"
    }

    func oldest(_ instant: Timestamp, in zone: StudyZone) -> String { "oldest \(studyTime(instant, in: zone))" }

    func undelivered(_ delivery: DeliveryStanding, in zone: StudyZone) -> String {
        guard delivery.isOn else {
            return "\(deliveryOff): alerts are recorded, and nobody is told of them (deliver: false)."
        }
        guard delivery.pending > 0 else { return "Every message has been taken by its receiver." }
        let oldest = delivery.oldestPending.map { ", the oldest since \(studyTime($0, in: zone))" } ?? ""
        return "\(count(delivery.pending, "message is", "messages are")) undelivered\(oldest)."
    }

    func changeCounts(_ changes: [AlertChange.Kind: Int], since: Timestamp?, in zone: StudyZone) -> String {
        let kinds: [AlertChange.Kind] = [.raised, .amended, .resolved, .retracted, .superseded]
        let counts = kinds.map { "\(changes[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        let start = since.map { "Since \(studyTime($0, in: zone))" } ?? "Since the beginning"
        return "\(start): \(counts)."
    }
}
