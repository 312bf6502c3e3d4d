// SPDX-License-Identifier: Apache-2.0

/// Subjects with something among all who could have it.
package struct Proportion: Hashable, Sendable {
    /// Subjects with it.
    package var count: Int
    /// Subjects who could have it.
    package var total: Int

    /// A proportion.
    package init(count: Int, of total: Int) {
        self.count = count
        self.total = total
    }

    /// The percentage in tenths of a percent, rounded half up; nil when there is nobody to count.
    package var tenthsOfPercent: Int? {
        total > 0 ? (2_000 * count + total) / (2 * total) : nil
    }
}

/// Subjects with something per time under treatment.
///
/// The time is not cut at a subject's event: the rate is a plain quotient, which is what a reader can check by hand.
package struct ExposureRate: Hashable, Sendable {
    /// Subjects with it.
    package var subjects: Int
    /// Days under treatment, summed over all subjects.
    package var exposureDays: Int

    /// A rate.
    package init(subjects: Int, exposureDays: Int) {
        self.subjects = subjects
        self.exposureDays = exposureDays
    }

    /// Subjects per 100 subject-months; nil without exposure.
    package var per100SubjectMonths: Double? {
        exposureDays > 0 ? Double(subjects) * 100 / subjectMonths(days: exposureDays) : nil
    }
}

/// Days as months of 30.4375 days, a twelfth of 365.25.
package func subjectMonths(days: Int) -> Double {
    Double(days) / 30.4375
}

/// A finite number with a fixed number of decimals, as `12.3`; halves are rounded away from zero.
func decimal(_ number: Double, places: Int) -> String {
    let scale = (0..<places).reduce(1) { power, _ in power * 10 }
    let scaled = Int((abs(number) * Double(scale)).rounded())
    let sign = number < 0 && scaled > 0 ? "-" : ""
    guard places > 0 else { return "\(sign)\(scaled)" }
    let fraction = String(scaled % scale)
    return "\(sign)\(scaled / scale).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
}
