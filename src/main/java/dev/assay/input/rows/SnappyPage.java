package dev.assay.input.rows;

import dev.hardwood.internal.metadata.PageHeader;
import java.nio.ByteBuffer;

/**
 * Whether the sizes that a page packed by Snappy states agree: what is packed says at its beginning to how many bytes it unpacks, and the head of the page says so too. A
 * page in which they contradict each other is damaged, and is refused before it is unpacked.
 */
final class SnappyPage {
    private static final int LONGEST_LENGTH = 5;

    private SnappyPage() {}

    /**
     * Returns whether it does.
     *
     * @param page its head
     * @param from where the page begins in the file, behind its head
     */
    static boolean fits(PageHeader page, ByteBuffer file, long from) {
        var second = page.dataPageHeaderV2();
        if (second != null && !second.isCompressed()) {
            return true;
        }
        // Pages of the second form begin with parts that are not packed.
        var plain =
                second == null ? 0L : (long) second.definitionLevelsByteLength() + second.repetitionLevelsByteLength();
        var packed = page.compressedPageSize() - plain;
        var end = from + page.compressedPageSize();
        if (plain < 0 || packed < 0 || end > file.limit()) {
            return false;
        }
        return packed == 0 || length(file, from + plain, end) <= page.uncompressedPageSize() - plain;
    }

    /** Returns the length of what a packed part unpacks to, by its first bytes: seven bits each, the lowest first. */
    private static long length(ByteBuffer file, long from, long end) {
        var length = 0L;
        for (var i = 0; i < LONGEST_LENGTH && from + i < end; i++) {
            var part = file.get((int) from + i);
            length |= (part & 0x7FL) << (7 * i);
            if (part >= 0) {
                return length;
            }
        }
        return Long.MAX_VALUE;
    }
}
