// SPDX-License-Identifier: Apache-2.0

import Foundation
import Trial

/// A study's time zone, by which its days and clocks are told.
struct StudyTimeZone: Sendable {
    private let zone: TimeZone

    /// The zone of an IANA name; the settings have checked that there is one.
    init(_ name: String) throws {
        guard let zone = TimeZone(identifier: name) else { throw UnknownTimeZone(name: name) }
        self.zone = zone
    }

    /// Seconds east of UTC at an instant.
    func secondsFromUTC(at instant: Timestamp) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.milliseconds) / 1_000))
    }
}

/// A time zone this machine does not know.
struct UnknownTimeZone: Error, CustomStringConvertible {
    var name: String

    var description: String { "the time zone \(name) is not known on this machine; install its tzdata package" }
}
