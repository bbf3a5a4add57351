package dev.assay.plan.thresholds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.input.InputException;
import dev.assay.input.Location;
import dev.assay.input.Node;
import dev.assay.input.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    private static final Quantity.Whole FORTY = new Quantity.Whole(40, "the evalset has 40 questions");

    @ParameterizedTest
    @CsvSource(textBlock = """
            MILLISECONDS,      420 ms,     420
            MILLISECONDS,      39.2ms,     39.2
            MILLISECONDS,      0.35 s,     350
            MILLISECONDS,      800 us,     0.8
            MILLISECONDS,      10 min,     600000
            PER_SECOND,        0.30/s,     0.3
            PER_SECOND,        3 /s,       3
            TOKENS_PER_SECOND, 40 tok/s,   40
            TOKENS,            800 tokens, 800
            SHARE,             85 %,       0.85
            SHARE,             0.1%,       0.001
            SHARE,             100 %,      1
            SHARE,             31/40,      0.775
            SHARE,             0/40,       0
            SHARE,             40/40,      1
            SHARE,             0,          0
            SHARE,             0 %,        0
            COUNT,             0,          0
            COUNT,             3,          3
            """)
    void readsAQuantityInTheUnitOfItsFigure(Unit unit, String written, double value) {
        assertThat(read(unit, written)).isEqualTo(new Quantity(value, unit, written));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MILLISECONDS      | 39.2     | 'f' needs a duration: expected e.g. '39.2 ms', found [39.2]
            MILLISECONDS      | 0        | 'f' needs a duration: expected e.g. '39.2 ms', found [0]
            MILLISECONDS      | 3 h      | 'f' needs a duration: expected e.g. '39.2 ms', found [3 h]
            MILLISECONDS      | 1,5 s    | 'f' needs a duration: expected e.g. '39.2 ms', found [1,5 s]
            MILLISECONDS      | 85 %     | 'f' needs a duration: expected e.g. '39.2 ms', found [85 %]
            PER_SECOND        | 0.30     | 'f' needs a rate: expected e.g. '0.30/s', found [0.30]
            PER_SECOND        | 40 tok/s | 'f' needs a rate: expected e.g. '0.30/s', found [40 tok/s]
            TOKENS_PER_SECOND | 40/s     | 'f' needs a token rate: expected e.g. '40 tok/s', found [40/s]
            TOKENS            | 800      | 'f' needs a number of tokens: expected e.g. '800 tokens', found [800]
            SHARE             | 0.85     | 'f' needs a share: expected e.g. '85 %' or '31/40', found [0.85]; write '85 %'
            SHARE             | 0.125    | 'f' needs a share: expected e.g. '85 %' or '31/40', found [0.125]; write '12.5 %'
            SHARE             | 1        | 'f' needs a share: expected e.g. '85 %' or '31/40', found [1]; write '100 %'
            SHARE             | 85       | 'f' needs a share: expected e.g. '85 %' or '31/40', found [85]; write '85 %'
            SHARE             | 128      | 'f' needs a share: expected e.g. '85 %' or '31/40', found [128]
            SHARE             | -1       | 'f' needs a share: expected e.g. '85 %' or '31/40', found [-1]
            SHARE             | .inf     | 'f' needs a share: expected e.g. '85 %' or '31/40', found [.inf]
            COUNT             | 3 %      | 'f' needs a number without a unit: expected e.g. '3', found [3 %]
            COUNT             | NaN      | 'f' needs a number without a unit: expected e.g. '3', found [NaN]
            """)
    void rejectsAWrongUnit(Unit unit, String written, String message) {
        assertThatThrownBy(() -> read(unit, written))
                .isInstanceOf(InputException.class)
                .hasMessage("thresholds.yaml:7:3: " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            MILLISECONDS | 0 ms    | 'f' must be above zero, found [0 ms]
            MILLISECONDS | -1 ms   | 'f' must be above zero, found [-1 ms]
            PER_SECOND   | 0/s     | 'f' must be above zero, found [0/s]
            TOKENS_PER_SECOND | 0 tok/s | 'f' must be above zero, found [0 tok/s]
            TOKENS       | 0 tokens | 'f' must be above zero, found [0 tokens]
            WATTS        | 0 W      | 'f' must be above zero, found [0 W]
            PER_MTOK     | 0/Mtok   | 'f' must be above zero, found [0/Mtok]
            SHARE        | 120 %   | 'f' must be from 0 % to 100 %, found [120 %]
            SHARE        | -1 %    | 'f' must be from 0 % to 100 %, found [-1 %]
            COUNT        | -1      | 'f' must not be negative, found [-1]
            SHARE        | 41/40   | 'f' needs a ratio of two counts such as 31/40; 41/40 is not one
            SHARE        | 31/41   | 31/41: the evalset has 40 questions; write the ratio out of 40 or 75.6 %
            """)
    void rejectsAValueOutsideTheRange(Unit unit, String written, String message) {
        assertThatThrownBy(() -> read(unit, written))
                .isInstanceOf(InputException.class)
                .hasMessage("thresholds.yaml:7:3: " + message);
    }

    @Test
    void rejectsANumberThatIsTooLargeForADouble() {
        var written = "9".repeat(400);

        assertThatThrownBy(() -> read(Unit.COUNT, written))
                .isInstanceOf(InputException.class)
                .hasMessage("thresholds.yaml:7:3: 'f' must be a number that can be compared, found [" + written + "]");
    }

    @Test
    void readsARatioAsItsExactQuotient() {
        assertThat(read(Unit.SHARE, "31/40").value()).isEqualTo(31.0 / 40);
        assertThat(read(Unit.SHARE, "85 %").value()).isEqualTo(34.0 / 40);
    }

    private static Quantity read(Unit unit, String written) {
        var problems = new Problems();
        var node = new Node.Scalar(written, Node.Kind.TEXT, new Location("thresholds.yaml", 7, 3));
        return problems.resolve(Quantity.read("f", unit, node, FORTY, problems));
    }
}
