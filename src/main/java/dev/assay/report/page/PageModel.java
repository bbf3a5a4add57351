package dev.assay.report.page;

import dev.assay.report.page.loads.LoadSections;

/**
 * What the template of the page shows.
 *
 * @param data what the scripts of the page draw, as JSON that can stand in a script element
 * @param scripts the scripts, in the order in which they run
 */
public record PageModel(PageHead head, LoadSections loads, String data, PageScripts scripts) {
    static PageModel of(PageInput input) {
        var loads = LoadSections.of(input.run(), input.recordings(), input.commands());
        return new PageModel(PageHead.of(input), loads, PageData.json(loads), PageScripts.ALL);
    }
}
