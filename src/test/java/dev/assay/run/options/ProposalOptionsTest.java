package dev.assay.run.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalOptionsTest {
    @Test
    void takesHowLimitsAreProposed() {
        var five = Options.of(Map.of("assay.target", "process", "assay.calibrate", "5"));
        var exact = Options.of(Map.of(
                "assay.target",
                "process",
                "assay.calibrate",
                "10",
                "assay.calibrate.rate",
                "0.5 %",
                "assay.calibrate.write",
                "true"));

        assertThat(five.proposals()).contains(new ProposalOptions(5, 0.01, false));
        assertThat(five.repeats()).contains(5);
        assertThat(exact.proposals()).contains(new ProposalOptions(10, 0.005, true));
        assertThat(Options.of(Map.of("assay.target", "process")).proposals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            calibrate=2              | -Dassay.calibrate is a whole number from 3 to 1000, found [2].
            calibrate=many           | -Dassay.calibrate is a whole number from 3 to 1000, found [many].
            calibrate=5 calibrate.rate=1    | -Dassay.calibrate.rate is how often chance may fail a test, above 0 % and below 50 %, such as 1 %, found [1].
            calibrate=5 calibrate.rate=50%  | -Dassay.calibrate.rate is how often chance may fail a test, above 0 % and below 50 %, such as 1 %, found [50%].
            calibrate=5 calibrate.write=yes | -Dassay.calibrate.write is true or false, found [yes].
            calibrate.write=true     | -Dassay.calibrate.write writes the limits that -Dassay.calibrate computes. Give -Dassay.calibrate=5 too.
            calibrate.rate=1%        | -Dassay.calibrate.rate is the rate of false alarms of the limits that -Dassay.calibrate computes. Give -Dassay.calibrate=5 too.
            """)
    void refusesProposalsThatItCannotMake(String written, String message) {
        var properties = new HashMap<String, String>(Map.of("assay.target", "process"));
        for (var each : written.split(" ", -1)) {
            var parts = each.split("=", 2);
            properties.put("assay." + parts[0], parts[1]);
        }

        assertThatThrownBy(() -> Options.of(properties)).hasMessage("command line: " + message);
    }

    @ParameterizedTest
    @CsvSource({"repeats,3", "plan,true", "order,paired"})
    void refusesProposalsBesideWhatDoesNotGoWithThem(String name, String value) {
        assertThatThrownBy(() ->
                        Options.of(Map.of("assay.target", "process", "assay.calibrate", "5", "assay." + name, value)))
                .hasMessage("command line: -Dassay.calibrate computes limits from several starts of a server. Remove"
                        + " -Dassay." + name + ".");
    }

    @Test
    void refusesProposalsFromAnEndpointAndFromRecordings() {
        var message =
                "command line: -Dassay.calibrate computes limits from several starts of a server. Give -Dassay.target, so that"
                        + " Assay starts it, or -Dassay.run or -Dassay.join with what was measured so.";

        assertThatThrownBy(() -> Options.of(Map.of("assay.calibrate", "5"))).hasMessage(message);
        assertThatThrownBy(() -> Options.of(Map.of("assay.calibrate", "5", "assay.endpoint", "http://127.0.0.1:8000")))
                .hasMessage(message
                        + "\ncommand line: -Dassay.calibrate computes limits from several starts of a server, and all"
                        + " repeats at -Dassay.endpoint are of one start. Remove -Dassay.endpoint.");
    }
}
