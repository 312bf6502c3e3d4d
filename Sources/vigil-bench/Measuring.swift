// SPDX-License-Identifier: Apache-2.0

import Foundation
import Glibc

/// The middle one of several measurements, or the mean of the middle two.
func median(_ values: [Double]) -> Double {
    precondition(!values.isEmpty, "a median is of something")
    let sorted = values.sorted()
    return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// How long a step takes, in seconds.
func seconds(of step: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try step()
    return start.secondsUntilNow
}

/// The processor time this process or its children take for a step, in seconds: what others do does not count.
///
/// - Parameter who: `RUSAGE_SELF`, or `RUSAGE_CHILDREN` for programs that have ended.
func processorSeconds(of who: __rusage_who, _ step: () throws -> Void) rethrows -> Double {
    let start = processorTime(of: who)
    try step()
    return processorTime(of: who) - start
}

private func processorTime(of who: __rusage_who) -> Double {
    var usage = rusage()
    getrusage(who.rawValue, &usage)
    return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 }
}

/// How long a step takes, in seconds.
func seconds(of step: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await step()
    return start.secondsUntilNow
}

extension ContinuousClock.Instant {
    /// Seconds from this instant to now.
    var secondsUntilNow: Double { ContinuousClock.now.seconds(since: self) }

    /// Seconds from an earlier instant to this one.
    func seconds(since earlier: ContinuousClock.Instant) -> Double {
        let parts = (self - earlier).components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}

/// The processor time a clock of this process or thread has counted, in seconds.
func processorTime(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The memory of a process as the kernel counts it (proc(5), `/proc/PID/status`).
struct ProcessMemory {
    let process: String

    static let own = ProcessMemory(process: "self")

    /// What is resident now, in megabytes of 1,048,576 bytes.
    func residentMegabytes() throws -> Double { try megabytes("VmRSS") }

    /// What of it belongs to no file: heap and stacks, without code that programs share.
    func anonymousMegabytes() throws -> Double { try megabytes("RssAnon") }

    /// What of it is mapped from files: code, which programs share and the kernel may drop.
    func mappedMegabytes() throws -> Double { try megabytes("RssFile") }

    /// The most that was resident since the last `forgetPeak`.
    func peakMegabytes() throws -> Double { try megabytes("VmHWM") }

    /// Begins a new peak at what is resident now.
    func forgetPeak() throws {
        try "5".write(toFile: "/proc/\(process)/clear_refs", atomically: false, encoding: .utf8)
    }

    private func megabytes(_ field: String) throws -> Double {
        let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
        let line = status.split(separator: "\n").first { $0.hasPrefix(field + ":") }
        guard let kilobytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
        else { throw BenchError.unreadable("\(field) of process \(process)") }
        return kilobytes / 1_024
    }
}
