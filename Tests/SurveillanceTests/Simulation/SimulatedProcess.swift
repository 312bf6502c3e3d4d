// SPDX-License-Identifier: Apache-2.0

import Alerting
import Storage
import Surveillance
import Synchronization

/// The note of who is under review, which outlives the process that wrote it.
final class RememberedMark: ReviewMarker {
    private let noted = Mutex<SubjectName?>(nil)
    private let misfortune: Misfortune

    init(misfortune: Misfortune) {
        self.misfortune = misfortune
    }

    var left: SubjectName? { noted.withLock { $0 } }

    func mark(study: String, subject: String) throws {
        try misfortune.perhapsCrash()
        noted.withLock { $0 = SubjectName(study: study, subject: subject) }
    }

    func clear() throws {
        try misfortune.perhapsCrash()
        noted.withLock { $0 = nil }
    }

    /// What a starting process does with the note of the one before.
    func forget() { noted.withLock { $0 = nil } }
}

/// Names in the order they are asked for, so that a seed gives the same run again.
final class CountedNames: NameMinting {
    private let count = Mutex(0)

    func mintAlertID() -> AlertID { AlertID("A\(next())") }
    func mintWebhookID() -> String { "msg_\(next())" }

    private func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
