package dev.assay.input.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.internal.metadata.DataPageHeader;
import dev.hardwood.internal.metadata.DataPageHeaderV2;
import dev.hardwood.internal.metadata.PageHeader;
import dev.hardwood.metadata.Encoding;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnappyPageTest {
    private static ByteBuffer file(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /** The first bytes of what is packed say to how many bytes it unpacks: c8 01 are 200. */
    @ParameterizedTest
    @CsvSource({
        "c8 01 00 00,    4, 200, true",
        "c8 01 00 00,    4, 201, true",
        "c8 01 00 00,    4, 199, false",
        "05 00 00 00,    4,   5, true",
        "05 00 00 00,    4,   4, false",
        "'',             0,   0, true",
        "05 00,          4,   5, false",
        "ff ff ff ff 0f, 5, 100, false",
        "c8,             1, 200, false"
    })
    void fitsIfItUnpacksToNoMoreThanThePageSays(String hex, int packed, int unpacked, boolean fits) {
        var head = new DataPageHeader(1, Encoding.PLAIN, Encoding.RLE, Encoding.RLE, null);
        var page = new PageHeader(PageHeader.PageType.DATA_PAGE, unpacked, packed, head, null, null, null);

        assertThat(SnappyPage.fits(page, file(hex), 0)).isEqualTo(fits);
    }

    /** The levels of a page of the second form are not packed, and are a part of both sizes. */
    @ParameterizedTest
    @CsvSource({
        "aa bb c8 01 00, 2, 202, true,  true",
        "aa bb c8 01 00, 2, 201, true,  false",
        "aa bb c8 01 00, 2, 100, false, true",
        "aa bb c8 01 00, 6, 300, true,  false",
        "aa bb c8 01 00, -1, 300, true, false"
    })
    void fitsBehindTheLevelsOfAPageOfTheSecondForm(
            String hex, int levels, int unpacked, boolean compressed, boolean fits) {
        var head = new DataPageHeaderV2(1, 0, 1, Encoding.PLAIN, levels, 0, compressed, null);
        var page = new PageHeader(PageHeader.PageType.DATA_PAGE_V2, unpacked, 5, null, head, null, null);

        assertThat(SnappyPage.fits(page, file(hex), 0)).isEqualTo(fits);
    }
}
