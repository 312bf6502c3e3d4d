// SPDX-License-Identifier: Apache-2.0

/// The look at which an arm first crossed its boundary.
package struct Crossing: Hashable, Sendable {
    /// The position in the path of the tally that made the crossing known.
    package let pathIndex: Int
    /// The counts at the look; for a look that the path passed over, the fewest events it can have had.
    package let tally: Tally
    /// The bound that the events reached.
    package let bound: Int

    /// A crossing of one look's bound.
    package init(pathIndex: Int, tally: Tally, bound: Int) {
        self.pathIndex = pathIndex
        self.tally = tally
        self.bound = bound
    }
}

/// Whether and where an arm crossed its boundary.
package enum PathVerdict: Hashable, Sendable {
    /// The first look whose bound was reached.
    case crossed(Crossing)
    /// No look up to the end of the path was crossed for certain.
    case notCrossed
}

extension BinaryBoundary {
    /// The first crossing along the tallies of an arm.
    ///
    /// A tally is judged only where its subjects are a look. When several subjects become evaluable together, a step
    /// passes over looks, and these are judged by the fewest events they can have had: a crossing reported is
    /// certain, whatever the order within the step. A grouped design therefore wants one tally for each subject.
    ///
    /// - Throws: `DesignError` naming `path` if the subjects do not rise from tally to tally, the events fall, or more
    ///   events are added than subjects.
    package func firstCrossing(along path: [Tally]) throws(DesignError) -> PathVerdict {
        var verdict = PathVerdict.notCrossed
        var look = 0
        var (events, subjects) = (0, 0)
        for (pathIndex, tally) in path.enumerated() {
            try requireGrowth(from: (events, subjects), to: tally, pathIndex: pathIndex)
            while look < bounds.count, looks.subjects[look] <= tally.subjects {
                let afterLook = tally.subjects - looks.subjects[look]
                let eventsMin = max(events, tally.events - afterLook)
                if case .notCrossed = verdict, eventsMin >= bounds[look] {
                    let atLook = try Tally(events: eventsMin, subjects: looks.subjects[look])
                    verdict = .crossed(Crossing(pathIndex: pathIndex, tally: atLook, bound: bounds[look]))
                }
                look += 1
            }
            (events, subjects) = (tally.events, tally.subjects)
        }
        return verdict
    }

    private func requireGrowth(
        from previous: (events: Int, subjects: Int), to tally: Tally, pathIndex: Int
    ) throws(DesignError) {
        let subjectsAdded = tally.subjects - previous.subjects
        let eventsAdded = tally.events - previous.events
        // An arm may be tallied before its first subject is evaluable.
        let startsEmpty = pathIndex == 0 && tally.subjects == 0
        guard subjectsAdded > 0 || startsEmpty, eventsAdded >= 0, eventsAdded <= subjectsAdded else {
            throw DesignError(
                argument: .path,
                found: "\(tally.events) events among \(tally.subjects) subjects after \(previous.events) among "
                    + "\(previous.subjects)",
                allowed:
                    "more subjects at each step, and among those added no fewer than 0 events and no more than subjects"
            )
        }
    }
}
