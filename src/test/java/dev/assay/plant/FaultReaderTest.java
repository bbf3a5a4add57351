package dev.assay.plant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.plant.Fault.Count;
import dev.assay.plant.Fault.Measure;
import dev.assay.plant.Fault.Share;
import dev.assay.plant.Fault.Time;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultReaderTest {
    private final List<String> problems = new ArrayList<>();

    private List<Fault> read(String written) {
        return new FaultReader(problems::add).read(written);
    }

    @Test
    void readsTimesInPercentMillisecondsAndSeconds() {
        assertThat(read("tpot+5%, ttft + 20 ms,e2e+1.5s,itl+0.5%"))
                .containsExactly(
                        new Fault.Slower(Time.TPOT, new BigDecimal("5"), Measure.PERCENT),
                        new Fault.Slower(Time.TTFT, new BigDecimal("20"), Measure.MILLISECONDS),
                        new Fault.Slower(Time.E2E, new BigDecimal("1500.0"), Measure.MILLISECONDS),
                        new Fault.Slower(Time.ITL, new BigDecimal("0.5"), Measure.PERCENT));
        assertThat(problems).isEmpty();
    }

    @Test
    void readsSharesAndCounts() {
        assertThat(
                        read(
                                "accuracy-2pp,truncated+3%,truncated+4pp,failed+1%,accept-length=1.1,cache-hit-rate=10%,preemptions=5"))
                .containsExactly(
                        new Fault.Spoilt(Share.ACCURACY, new BigDecimal("2")),
                        new Fault.Spoilt(Share.TRUNCATED, new BigDecimal("3")),
                        new Fault.Spoilt(Share.TRUNCATED, new BigDecimal("4")),
                        new Fault.Spoilt(Share.FAILED, new BigDecimal("1")),
                        new Fault.Counted(Count.ACCEPT_LENGTH, new BigDecimal("1.1")),
                        new Fault.Counted(Count.CACHE_HIT_RATE, new BigDecimal("10")),
                        new Fault.Counted(Count.PREEMPTIONS, new BigDecimal("5")));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tpot + 5.0 %, tpot+5%",
        "e2e+1.5s, e2e+1500ms",
        "accuracy-2.50pp, accuracy-2.5pp",
        "truncated+100pp, truncated+100%",
        "accept-length=1.10, accept-length=1.1",
        "preemptions=0, preemptions=0"
    })
    void writesAFaultAsItIsRead(String written, String text) {
        var fault = read(written).getFirst();

        assertThat(fault).hasToString(text);
        assertThat(read(text)).hasToString("[" + text + "]");
    }

    @Test
    void readsAFaultThatIsGivenTwiceOnce() {
        assertThat(read("tpot+5%,tpot+5%")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            tpot-5%            | [tpot-5%] is not such a fault: times become longer by percent or milliseconds. Write tpot+5% or tpot+2ms.
            ttft+5             | [ttft+5] is not such a fault: times become longer by percent or milliseconds. Write ttft+5% or ttft+2ms.
            itl+5pp            | [itl+5pp] is not such a fault: times become longer by percent or milliseconds. Write itl+5% or itl+2ms.
            e2e+0%             | [e2e+0%] changes nothing. Write a number above 0.
            accuracy-2%        | [accuracy-2%] is not such a fault: right answers become wrong, in percentage points of all. Write accuracy-2pp.
            accuracy+2pp       | [accuracy+2pp] is not such a fault: right answers become wrong, in percentage points of all. Write accuracy-2pp.
            truncated-3%       | [truncated-3%] is not such a fault: more answers are cut off, in percent of all. Write truncated+3%.
            failed+3           | [failed+3] is not such a fault: more requests fail, in percent of all. Write failed+1%.
            failed+101%        | [failed+101%] is not possible: write a number above 0, and at most 100.
            accuracy-0pp       | [accuracy-0pp] is not possible: write a number above 0, and at most 100.
            accept-length+1    | [accept-length+1] is not such a fault: the server counts another value. Write accept-length=1.1.
            accept-length=0.9  | [accept-length=0.9] is not possible: accept-length is a number from 1 to 100.
            cache-hit-rate=0.5 | [cache-hit-rate=0.5] is not such a fault: the server counts another value. Write cache-hit-rate=10%.
            cache-hit-rate=101% | [cache-hit-rate=101%] is not possible: cache-hit-rate is a number from 0% to 100%.
            preemptions=1.5    | [preemptions=1.5] is not possible: preemptions is a whole number from 0 to 10000.
            qps-5%             | [qps-5%] cannot be planted: the client sends the next request when one ends, so qps follows from the times. Plant e2e+5% instead.
            tpt+5%             | [tpt+5%] names no fault. Known are ttft, tpot, itl, e2e, accuracy, truncated, failed, accept-length, cache-hit-rate, preemptions. Did you mean 'tpot'?
            """)
    void refusesWhatCannotBePlanted(String written, String problem) {
        assertThat(read(written)).isEmpty();
        assertThat(problems).containsExactly("-Dassay.plant: " + problem);
    }

    @ParameterizedTest
    @CsvSource(value = {"''", "5%", "tpot", "tpot+x%", "tpot+-5%"})
    void refusesWhatIsNoFault(String written) {
        assertThat(read(written)).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "-Dassay.plant: expected a list of faults such as tpot+5%,accuracy-2pp, found [" + written
                                + "]. A fault is a name, then + or - or =, then a number with its unit. Known are ttft, tpot, itl,"
                                + " e2e, accuracy, truncated, failed, accept-length, cache-hit-rate, preemptions");
    }

    @Test
    void reportsEveryProblemOfAList() {
        assertThat(read("tpot+5%,,tpot")).hasSize(1);
        assertThat(problems).hasSize(2);
    }
}
