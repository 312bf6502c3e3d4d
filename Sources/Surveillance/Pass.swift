// SPDX-License-Identifier: Apache-2.0

import Alerting
import Rules
import Storage
import Trial

/// The state of one pass over one study: what is to be reviewed, and how far it has come.
struct Pass {
    let watch: StudyWatch
    let now: Timestamp
    let options: ReviewOptions
    var report = PassReport()
    /// Retractions that subjects put off would make.
    private(set) var retractions = 0

    private let identity: StoreIdentity
    private let head: Int64
    private var progress: StudyProgress?
    let isFirstPass: Bool
    private let ruleVersions: [String: String]
    private let presentNames: [String: String]
    /// Subjects to review, each with the feed position that woke it, in the order of these positions.
    private var queue: ArraySlice<(subject: String, position: Int64)>
    private var deferred: [(subject: String, position: Int64)] = []
    private var isArmsDue: Bool
    /// Whether anything woke the pass; an idle one reads next to nothing.
    let hasWork: Bool

    /// Finds out what to review.
    init(_ watch: StudyWatch, ledger: any ReviewLedger, now: Timestamp, options: ReviewOptions) throws {
        self.watch = watch
        self.options = options
        ruleVersions = watch.studyProtocol.ruleVersions
        presentNames = watch.studyProtocol.presentNames
        identity = try watch.store.identity()
        head = try watch.store.head()
        progress = try ledger.progress(study: watch.study)
        self.now = max(now, progress?.reviewedAt ?? now)
        isFirstPass = !(progress?.isFirstPassDone ?? false)
        isArmsDue = progress?.areArmsDue ?? true
        if options.trustsClock, let due = progress?.armsReviewAgainAt, due <= self.now { isArmsDue = true }
        report.fullReviewReason =
            try Pass.fullReviewReason(watch, progress, identity, head: head) ?? (options.isFull ? .requested : nil)
        report.quarantined =
            options.ignoresQuarantine
            ? [] : try ledger.quarantinedSubjects(study: watch.study, strikesMax: Reviewer.strikesMax)

        var positions: [String: Int64] = [:]
        if report.fullReviewReason == nil, let progress {
            positions = try Pass.changedSubjects(watch, after: progress.watermark, through: head)
            let due = options.trustsClock ? try ledger.dueSubjects(study: watch.study, at: self.now) : []
            for subject in due where positions[subject] == nil { positions[subject] = head }
        } else {
            let known = try ledger.knownSubjects(study: watch.study)
            for subject in try watch.store.subjects(study: watch.study) + known { positions[subject] = head }
            isArmsDue = true
        }
        for subject in report.quarantined { positions[subject] = nil }
        queue = ArraySlice(
            positions.map { (subject: $0.key, position: $0.value) }
                .sorted { ($0.position, $0.subject) < ($1.position, $1.subject) })
        hasWork = !queue.isEmpty || report.fullReviewReason != nil || !report.quarantined.isEmpty
    }

    var study: String { watch.study }
    /// The store and the position it was last followed to, which names one replacement among several.
    var replacement: String {
        "\(identity.identity)/\(identity.epoch) after \(progress?.watermarkFingerprint?.prefix(12) ?? "nothing")"
    }
    var armsReviewAgainAt: Timestamp? { progress?.armsReviewAgainAt }
    var moment: ReviewMoment { watch.moment(now) }
    var areArmsDue: Bool { isArmsDue }

    /// The subject to review next; it is unfinished until `finish` or `putOff`.
    mutating func nextSubject() -> String? { queue.first?.subject }

    mutating func putOff(_ subject: String, retractions: Int) {
        guard let first = queue.first, first.subject == subject else { return }
        queue = queue.dropFirst()
        deferred.append(first)
        self.retractions += retractions
    }

    mutating func finish(_ subject: String, concernsArms: Bool) {
        if concernsArms { isArmsDue = true }
        if queue.first?.subject == subject {
            queue = queue.dropFirst()
        } else {
            deferred.removeAll { $0.subject == subject }
        }
    }

    func takeDeferred() -> [String] { deferred.map(\.subject) }

    /// Progress to commit with a subject: the watermark is the lowest unfinished position.
    ///
    /// Nil in a full review, which begins again from nothing if it is cut short.
    mutating func progressAfterSubject() throws -> StudyProgress? {
        guard report.fullReviewReason == nil, var progress else { return nil }
        let unfinished = [queue.first?.position, deferred.map(\.position).min()].compactMap { $0 }.min()
        progress.watermark = max(progress.watermark, unfinished.map { $0 - 1 } ?? head)
        progress.watermarkFingerprint = try watch.store.fingerprint(at: progress.watermark)
        progress.areArmsDue = isArmsDue
        progress.reviewedAt = now
        self.progress = progress
        return progress
    }

    /// Progress to commit when the whole pass is done, except for the summaries.
    mutating func finalProgress(armsReviewAgainAt: Timestamp?) throws -> StudyProgress {
        let final = StudyProgress(
            store: identity, watermark: head, watermarkFingerprint: try watch.store.fingerprint(at: head),
            protocolVersion: watch.studyProtocol.version, reviewedAt: now, isFirstPassDone: !isFirstPass,
            areArmsDue: false, armsReviewAgainAt: armsReviewAgainAt)
        progress = final
        return final
    }

    /// Whether the pass has anything left to commit besides verdicts: feed entries of other studies, or nothing.
    var isBehindHead: Bool { report.fullReviewReason != nil || (progress?.watermark ?? -1) < head }

    /// Progress to commit once the first pass has told its summary.
    mutating func progressAfterSummary() -> StudyProgress? {
        progress?.isFirstPassDone = true
        return progress
    }

    func context(scope: Scope, site: String, retractions: RetractionPolicy) -> ReconcileContext {
        ReconcileContext(
            study: study, scope: scope, site: site, ruleVersions: ruleVersions, presentNames: presentNames,
            monitoringFrom: watch.studyProtocol.monitoringFrom, isFirstPass: scope != .system && isFirstPass,
            retractions: retractions, now: now)
    }
}

extension Pass {
    private static func fullReviewReason(
        _ watch: StudyWatch, _ progress: StudyProgress?, _ identity: StoreIdentity, head: Int64
    ) throws -> FullReviewReason? {
        guard let progress else { return .firstPass }
        guard progress.store == identity, progress.watermark <= head else { return .storeReplaced }
        guard try watch.store.fingerprint(at: progress.watermark) == progress.watermarkFingerprint else {
            return .storeReplaced
        }
        return progress.protocolVersion == watch.studyProtocol.version ? nil : .protocolChanged
    }

    /// The subjects that the feed names, each with the first position that does.
    private static func changedSubjects(
        _ watch: StudyWatch, after watermark: Int64, through head: Int64
    ) throws -> [String: Int64] {
        var positions: [String: Int64] = [:]
        var last = watermark
        while last < head {
            let entries = try watch.store.changes(
                study: watch.study, after: last, through: head, limit: Reviewer.changesMax)
            guard let end = entries.last?.sequence else { break }
            for entry in entries where positions[entry.subject] == nil { positions[entry.subject] = entry.sequence }
            last = end
        }
        return positions
    }
}
