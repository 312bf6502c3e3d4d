// SPDX-License-Identifier: Apache-2.0

/// What the protocol says about doses: the drugs with their ladders, and what toxicity does to them.
package struct Dosing: Hashable, Sendable {
    /// Every drug of the study.
    package var drugs: [Drug]
    /// The toxicities that move a dose; none has two entries.
    package var toxicities: [ToxicityClass]
    /// Days from one first day of a cycle to the next.
    package var cycleDays: Int
    /// Days by which a cycle may begin before or after its day and still be on time.
    package var cycleStartToleranceDays: Int
    /// Days without any record of exposure after which nothing is known of a drug that is not held.
    package var silenceDaysMax: Int

    /// What is said about doses; see each property.
    package init(
        drugs: [Drug], toxicities: [ToxicityClass], cycleDays: Int, cycleStartToleranceDays: Int, silenceDaysMax: Int
    ) {
        self.drugs = drugs
        self.toxicities = toxicities
        self.cycleDays = cycleDays
        self.cycleStartToleranceDays = cycleStartToleranceDays
        self.silenceDaysMax = silenceDaysMax
    }
}
