package dev.assay.recording;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanDifferenceTest {
    private static final String C4 = "{\"name\": \"a c4\", \"plan\": {\"requests\": \"40\", \"warmup\": \"4\"},"
            + " \"limits\": {\"tpot.mean\": \"at most 60 ms\"}}";
    private static final String C8 = "{\"name\": \"a c8\", \"plan\": {\"requests\": \"80\"}, \"limits\": {}}";

    private static String plan(String... tests) {
        return "{\"format\": \"plan/1\", \"partial\": false, \"rows\": [" + String.join(", ", tests) + "]}";
    }

    @Test
    void namesTheTestAndTheFactWithBothValues() {
        assertThat(PlanDifference.of(plan(C4, C8), plan(C4, C8.replace("80", "90"))))
                .contains("a c8, requests [80] and [90]");
        assertThat(PlanDifference.of(plan(C4), plan(C4.replace("60 ms", "70 ms"))))
                .contains("a c4, limit tpot.mean [at most 60 ms] and [at most 70 ms]");
        assertThat(PlanDifference.of(plan(C8), plan(C8.replace("{}", "{\"qps\": \"at least 2/s\"}"))))
                .contains("a c8, limit qps [none] and [at least 2/s]");
        assertThat(PlanDifference.of(plan(C4), plan(C4).replace("false", "true")))
                .contains("partial [false] and [true]");
    }

    @Test
    void saysHowManyMoreThereAre() {
        assertThat(PlanDifference.of(plan(C4, C8), plan(C4.replace("\"4\"", "\"8\""), C8.replace("80", "90"))))
                .contains("a c4, warmup [4] and [8], and 1 more");
    }

    @Test
    void namesATestThatOnlyOneOfThemHas() {
        assertThat(PlanDifference.of(plan(C4, C8), plan(C4))).contains("test a c8 [planned] and [not planned]");
        assertThat(PlanDifference.of(plan(C4), plan(C8, C4))).contains("test a c8 [not planned] and [planned]");
    }

    @Test
    void knowsThatOnlyTheOrderDiffers() {
        assertThat(PlanDifference.of(plan(C4, C8), plan(C8, C4))).contains("the order of tests or limits");
        assertThat(PlanDifference.of(plan(C4), plan(C4))).isEmpty();
    }

    @Test
    void knowsNothingOfWhatIsNoPlan() {
        assertThat(PlanDifference.of(plan(C4), "{\"rows\": [")).isEmpty();
        assertThat(PlanDifference.of("", plan(C4))).isEmpty();
    }
}
