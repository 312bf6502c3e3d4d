// SPDX-License-Identifier: Apache-2.0

package import Trial

/// What tells one follow-up store from another, and from its own restored past.
package struct StoreIdentity: Hashable, Sendable, Codable {
    /// Random, minted when the store was created.
    package var identity: String
    /// Raised by whoever restores or rebuilds the store on purpose.
    package var epoch: Int

    /// An identity as read from the store.
    package init(identity: String, epoch: Int) {
        self.identity = identity
        self.epoch = epoch
    }
}

/// One change of one row, as the store's triggers recorded it.
package struct FeedEntry: Hashable, Sendable {
    /// What happened to the row.
    package enum Operation: String, Sendable {
        /// The row is new.
        case insert
        /// Values changed under the same natural key, a replaced row included.
        case update
        /// The row is gone.
        case delete
    }

    /// Position in the feed; grows by commit order on this store.
    package var sequence: Int64
    /// SDTM USUBJID of the changed row.
    package var subject: String
    /// The changed row.
    package var key: RowKey
    /// What happened.
    package var operation: Operation

    /// An entry as read from the feed.
    package init(sequence: Int64, subject: String, key: RowKey, operation: Operation) {
        self.sequence = sequence
        self.subject = subject
        self.key = key
        self.operation = operation
    }
}

/// The follow-up store as the daemon sees it: it reads and never writes.
///
/// Every method blocks; call it from an executor that may block.
package protocol FollowUpStore: Sendable {
    /// The store's identity and epoch.
    func identity() throws -> StoreIdentity
    /// The last position of the change feed over all studies; 0 when the feed is empty.
    func head() throws -> Int64
    /// A hash of the feed entry at a position, or nil when the feed has none there.
    func fingerprint(at sequence: Int64) throws -> String?
    /// Up to `limit` feed entries of a study after a position and not past another, in feed order.
    func changes(study: String, after: Int64, through: Int64, limit: Int) throws -> [FeedEntry]
    /// Every subject that has a row in any domain of a study, in order.
    func subjects(study: String) throws -> [String]
    /// Everything stored about one subject; rows that cannot be read are in its `defects`.
    func record(study: String, subject: String) throws -> SubjectRecord
    /// A number that changes whenever another connection has committed.
    func changeCounter() throws -> Int64
}
