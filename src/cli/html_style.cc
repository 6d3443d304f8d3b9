// Looks of pages on screens wide and narrow, and on paper.
#include "cli/html_style.h"

namespace vuoro::cli {

const std::string_view kPageStyle = R"css(
:root{--ink:#16202b;--soft:#52606d;--line:#d5dce3;--paper:#fff;--ground:#f4f6f8;--mark:#0b5c8a;
 --bad:#8c1d18}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--ground);color:var(--ink);
 font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans","DejaVu Sans",sans-serif}
header.page{background:#0c2c44;color:#fff;padding:2rem 1rem 1.6rem}
header.page>*,main{max-width:70rem;margin:0 auto}
header.page h1{font-size:1.9rem;line-height:1.2;font-weight:650}
header.page p{margin:.4rem auto 0;color:#cfe0ec}
main{padding:1.2rem 1rem 4rem}
h2{font-size:1.35rem;line-height:1.3;margin:0 0 .3rem}
h3{font-size:1.1rem;margin:0 0 .3rem}
section{background:var(--paper);border:1px solid var(--line);border-radius:10px;
 padding:1.1rem 1.2rem 1.2rem;margin:1.1rem 0}
p{margin:.3rem 0 .7rem;max-width:60rem}
p.lead{color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.3rem,1fr));gap:.8rem;margin:1.1rem 0}
.tile{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:.8rem 1rem}
.tile dt{color:var(--soft);font-size:.9rem}
.tile dd{margin:0;font-size:1.6rem;font-weight:650;line-height:1.25;font-variant-numeric:tabular-nums}
.tile dd small{display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
.wide{overflow-x:auto;background:linear-gradient(to right,var(--paper) 30%,transparent),
 linear-gradient(to left,var(--paper) 30%,transparent) 100% 0,linear-gradient(to right,#0003,transparent),
 linear-gradient(to left,#0003,transparent) 100% 0;background-repeat:no-repeat;
 background-size:2.5rem 100%,2.5rem 100%,.7rem 100%,.7rem 100%;
 background-attachment:local,local,scroll,scroll}
svg[viewBox]{display:block;width:100%;height:auto}
svg text{font-family:inherit}
.wide>svg{min-width:44rem}
table{border-collapse:collapse;font-size:.92rem;width:100%}
caption{text-align:left;color:var(--soft);padding:.2rem 0 .4rem}
th,td{text-align:left;padding:.28rem .6rem .28rem 0;border-bottom:1px solid var(--line);
 vertical-align:top;font-variant-numeric:tabular-nums}
tbody th{font-weight:600}
details{margin-top:.7rem}
summary{cursor:pointer;color:var(--mark);font-weight:600}
a{color:var(--mark)}
ul.key,ul.list{list-style:none;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.35rem 1rem}
ul.key svg[viewBox]{display:inline-block;width:1.5rem;height:1rem;vertical-align:-2px;margin-right:.4rem}
ol.steps{list-style:none;margin:0;padding:0;counter-reset:s}
ol.steps li{counter-increment:s;position:relative;padding:.35rem 0 .35rem 2.6rem;
 border-bottom:1px solid var(--line)}
ol.steps li::before{content:counter(s);position:absolute;left:0;top:.45rem;width:1.7rem;height:1.7rem;
 border-radius:50%;background:#e3eef5;color:#0c2c44;text-align:center;line-height:1.7rem;
 font-size:.85rem;font-weight:650}
ol.steps li.crash::before{background:#8c1d18;color:#fff}
code{font-family:ui-monospace,"Liberation Mono","DejaVu Sans Mono",monospace;font-size:.88em;
 overflow-wrap:anywhere}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem}
:focus-visible{outline:3px solid #b35c00;outline-offset:2px}
svg .name{font-size:12px;stroke:#fff;stroke-width:3;paint-order:stroke}
.hours{font-size:12px;fill:var(--soft);text-anchor:end}.hours.above{font-size:11px;text-anchor:middle}
.days{font-size:13px}.days.above{font-size:15px;font-weight:600;text-anchor:middle}
.duty{fill:var(--light);stroke:var(--dark)}
.duty.video{fill:#fff;stroke-dasharray:4 3;stroke-width:1.5}
svg text.who{fill:var(--dark);font-size:13px;font-weight:600}
svg text.what{font-size:12px}
svg text.brief{font-size:10px}svg text.whom{fill:#3d4a57;font-size:11px}
.shut{fill:#e9edf1}.open{fill:#fff;stroke:#d5dce3}.hour{stroke:#d5dce3;stroke-dasharray:2 4;fill:none}
.road{fill:#6b7785}svg text.min{fill:#fff;font-size:11px;text-anchor:middle}
p.unmet{color:var(--bad)}
.road-of{fill:none;stroke:var(--dark);stroke-opacity:.8;stroke-linecap:round}
.again1.road-of,.again1 .road-of{stroke-dasharray:7 4}.again2.road-of,.again2 .road-of{stroke-dasharray:2 4}
.thick0{stroke-width:1.2}.thick1{stroke-width:2}.thick2{stroke-width:3}.thick3{stroke-width:4.2}
.want{fill:#aed2e8;fill-opacity:.85;stroke:#0b5c8a}.miss{fill:#8c1d18}.idle{fill:#fff;stroke:#3d4a57}
.map{display:flex;flex-wrap:wrap;gap:1rem;align-items:flex-start}.map>.wide{flex:1 1 32rem;min-width:0}
.map>.wide>svg{min-width:32rem}
.agencies{flex:0 1 17rem;border:1px solid var(--line);border-radius:8px;padding:.4rem .8rem .6rem;margin:0}
.agencies label{display:flex;align-items:center;gap:.4rem;padding:.15rem 0;font-size:.9rem;line-height:1.25}
.agencies svg[viewBox]{width:2rem;flex:none}.agencies small{display:block;color:var(--soft)}
.agencies input{width:1.1rem;height:1.1rem;flex:none;margin:0}
.by-visit{fill:#1f6f9f;background:#1f6f9f}.by-video{fill:#9cc8e2;background:#9cc8e2}
.not-met{fill:#8c1d18;background:repeating-linear-gradient(45deg,#8c1d18 0 5px,#b8574f 5px 8px)}
table.bars td{text-align:right}table.bars th[scope=col]{text-align:right}
table.bars th[scope=col]:first-child{text-align:left}
table.bars td:last-child{width:45%;padding-right:0;vertical-align:middle}
.bar{display:flex;height:.85rem;min-width:8rem}.bar i{display:block}
nav ul.list{gap:.35rem 1.2rem}.choice{margin:2rem 0 0}.choice ul.list{columns:14rem;display:block}
.choice li{break-inside:avoid;padding:.1rem 0}
.all{display:none}.pick:has(>section:target)>section:not(:target){display:none}
.pick:has(>section:target) .all{display:block}
.pick>section{content-visibility:auto;contain-intrinsic-size:auto 24rem}
section:target{border-color:var(--mark);box-shadow:0 0 0 1px var(--mark)}
table.heat{width:auto;font-size:.85rem}
table.heat td{text-align:center;min-width:2.6rem;padding:.25rem .4rem;border:2px solid #fff}
table.heat tbody th{padding-right:1rem;white-space:nowrap;font-weight:400}
table.heat th[scope=col]{vertical-align:bottom;text-align:center}
table.heat th[scope=col]:first-child{text-align:left}
.heat0{background:#f1f4f7;color:#3d4a57}.heat1{background:#d9e9f3}.heat2{background:#aed2e8}
.heat3{background:#72b0d4}.heat4{background:#1f6f9f;color:#fff}.heat5{background:#0c3d5c;color:#fff}
.heat svg[viewBox]{height:14px;width:88px;margin:1px auto 0}.heat svg path{fill:currentColor;fill-opacity:.75}
table.bad .heat1{background:#fbe6e2}table.bad .heat2{background:#f3bdb4}table.bad .heat3{background:#e08c80}
table.bad .heat4{background:#b23a30}table.bad .heat5{background:#8c1d18}
table.bad .heat4,table.bad .heat5{color:#fff}
@media (max-width:40rem){
 body{font-size:15px}section{padding:.8rem .8rem 1rem;margin:.8rem 0;border-radius:8px}
 main{padding:.6rem .5rem 3rem}header.page{padding:1.2rem .9rem 1rem}header.page h1{font-size:1.45rem}
 .agencies{flex:1 1 100%}
 table.bars tr{display:grid;grid-template-columns:repeat(4,1fr)}table.bars td:last-child{width:auto}
 table.bars tr>:first-child,table.bars tr>:last-child{grid-column:1/-1}
 table.bars tbody th,table.bars tbody td:not(:last-child){border:0}
 .tiles{grid-template-columns:1fr 1fr;gap:.5rem}.tile{padding:.55rem .7rem}.tile dd{font-size:1.3rem}
}
@media print{
 *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
 body{background:#fff;font-size:10pt}nav,.skip,.choice details,.all{display:none!important}
 section{border:0;padding:0;margin:0 0 8mm}
 h2,h3,caption,p.lead{break-after:avoid}details:not([open]){display:none}tfoot{display:table-row-group}
svg,tr,.tile{break-inside:avoid}
 .wide{overflow:visible}.wide>svg,.map>.wide>svg{min-width:0}
 .pick>section{content-visibility:visible;break-inside:avoid}
 .map>.wide{flex-basis:24rem}
 header.page{background:none;color:inherit;padding:0}header.page p{color:inherit}
}
)css";

}  // namespace vuoro::cli
