// SPDX-License-Identifier: Apache-2.0

/// Notes which subject is under review, where the note outlives the process.
///
/// The note says whose record a crashed process was reading. It need not survive a power failure, so it costs no fsync.
package protocol ReviewMarker: Sendable {
    /// Notes that a subject's review begins.
    func mark(study: String, subject: String) throws
    /// Notes that no review is under way.
    func clear() throws
}
