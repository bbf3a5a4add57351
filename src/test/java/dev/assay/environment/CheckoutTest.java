package dev.assay.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @TempDir
    private Path folder;

    @Test
    void saysWhetherFilesDifferFromTheCommit() {
        assertThat(Checkout.describe("1f2e\n", "")).isEqualTo("1f2e");
        assertThat(Checkout.describe("1f2e\n", " M thresholds.yaml\n?? notes\n"))
                .isEqualTo("1f2e, with changes that are not committed");
    }

    @Test
    void knowsNoCommitWithoutGit() {
        assertThat(Checkout.commit("no-such-git", folder)).isEmpty();
    }

    @Test
    void knowsNoCommitOutsideOfACheckout() {
        assertThat(Checkout.commit(folder)).isEmpty();
    }
}
