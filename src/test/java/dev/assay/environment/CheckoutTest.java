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
        var clean = "# branch.oid 1f2e\n# branch.head main\n# branch.upstream origin/main\n# branch.ab +0 -0\n";
        assertThat(Checkout.describe(clean)).contains("1f2e");
        assertThat(Checkout.describe(clean + "? notes\n")).contains("1f2e, with changes that are not committed");
        assertThat(Checkout.describe(clean + "1 .M N... 100644 100644 100644 76aa 76aa thresholds.yaml\n"))
                .contains("1f2e, with changes that are not committed");
    }

    @Test
    void knowsNoCommitBeforeTheFirst() {
        assertThat(Checkout.describe("# branch.oid (initial)\n# branch.head main\n? notes\n"))
                .isEmpty();
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
